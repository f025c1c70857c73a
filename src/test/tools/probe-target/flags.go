package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// usageError is a command line that can't be carried out as it is written.
type usageError struct{ error }

func wrongUse(format string, values ...any) error {
	return usageError{fmt.Errorf(format, values...)}
}

func newFlagSet(command string) *flag.FlagSet {
	flags := flag.NewFlagSet(command, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	return flags
}

// parseArgument reads the flags of a command that has one argument, and returns that.
func parseArgument(flags *flag.FlagSet, argument string, args []string) (string, error) {
	if err := parseFlags(flags, args); err != nil {
		return "", err
	}
	if flags.NArg() != 1 {
		return "", wrongUse("%s has %d arguments %q: give it one, %s, after the flags", flags.Name(), flags.NArg(), flags.Args(), argument)
	}
	return flags.Arg(0), nil
}

// parseOnlyFlags reads the flags of a command that has no arguments.
func parseOnlyFlags(flags *flag.FlagSet, args []string) error {
	if err := parseFlags(flags, args); err != nil {
		return err
	}
	if flags.NArg() != 0 {
		return wrongUse("%s takes no argument, and here are %q: give it flags only", flags.Name(), flags.Args())
	}
	return nil
}

func parseFlags(flags *flag.FlagSet, args []string) error {
	err := flags.Parse(args)
	if err == nil || errors.Is(err, flag.ErrHelp) {
		return err
	}
	return wrongUse("%s: %w", flags.Name(), err)
}

// portsFlag defines a flag whose value is a comma separated list of ports.
func portsFlag(flags *flag.FlagSet, name string) *[]int {
	var ports []int
	flags.Func(name, "", func(list string) error {
		for text := range strings.SplitSeq(list, ",") {
			port, err := parsePort(text)
			if err != nil {
				return err
			}
			ports = append(ports, port)
		}
		return nil
	})
	return &ports
}

func parsePort(text string) (int, error) {
	port, err := strconv.ParseUint(strings.TrimSpace(text), 10, 16)
	if err != nil || port == 0 {
		return 0, wrongUse("%q is not a port: give a number from 1 to 65535", text)
	}
	return int(port), nil
}
