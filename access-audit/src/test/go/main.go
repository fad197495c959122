// Holds the log to golang.org/x/mod/sumdb, an implementation of the same formats that is not ours.
//
//	go run . vectors                     prints go-tlog.json of the tests
//	go run . check URL VKEY              verifies a running log; the token stands in TOKEN
package main

import (
	"fmt"
	"os"
)

func main() {
	switch {
	case len(os.Args) == 2 && os.Args[1] == "vectors":
		writeVectors(os.Stdout)
	case len(os.Args) == 4 && os.Args[1] == "check":
		check(os.Args[2], os.Args[3], os.Getenv("TOKEN"))
	default:
		fmt.Fprintln(os.Stderr, "usage: go run . vectors | check URL VKEY")
		os.Exit(2)
	}
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
