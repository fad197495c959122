CREATE TABLE first_part (n int);
SELECT 1 / 0;
