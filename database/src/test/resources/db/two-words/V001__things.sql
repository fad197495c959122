CREATE TABLE thing (n int);
