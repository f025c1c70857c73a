package main

import (
	"context"
	"errors"
	"io"
	"log"
	"slices"
)

func newLogger(out io.Writer) *log.Logger {
	return log.New(out, "probe-target: ", log.LstdFlags|log.Lmicroseconds|log.LUTC|log.Lmsgprefix)
}

// serve listens on the ports of the command line until the context ends.
func serve(ctx context.Context, args []string, log *log.Logger) error {
	planned, socket, err := parseServe(args)
	if err != nil {
		return err
	}
	ports, err := newPortSet(planned, log)
	if err != nil {
		return err
	}
	defer ports.closeAll()
	if err := ports.openPlanned(planned); err != nil {
		return err
	}
	defer startControl(socket, ports, log)()
	<-ctx.Done()
	return nil
}

// plannedPort is what a port is at first.
type plannedPort struct {
	number    int
	protocol  protocol
	closed    bool
	unhealthy bool
}

func parseServe(args []string) (ports []plannedPort, socket string, err error) {
	flags := newFlagSet("serve")
	numbers := map[protocol]*[]int{}
	for _, spoken := range protocols() {
		numbers[spoken] = portsFlag(flags, string(spoken))
	}
	closed := portsFlag(flags, "closed")
	unhealthy := portsFlag(flags, "unhealthy")
	path := socketFlag(flags)
	if err := parseOnlyFlags(flags, args); err != nil {
		return nil, "", err
	}
	for _, spoken := range protocols() {
		for _, number := range *numbers[spoken] {
			ports = append(ports, plannedPort{
				number:    number,
				protocol:  spoken,
				closed:    slices.Contains(*closed, number),
				unhealthy: slices.Contains(*unhealthy, number),
			})
		}
	}
	return ports, *path, errors.Join(checkPorts(ports), checkNamed("closed", *closed, ports), checkNamed("unhealthy", *unhealthy, ports))
}

// checkPorts returns all that is wrong with the ports themselves.
func checkPorts(ports []plannedPort) error {
	if len(ports) == 0 {
		return wrongUse("serve has no port: name one with --http, --https, --tcp or --grpc")
	}
	var problems []error
	for i, port := range ports {
		if contains(ports[:i], port.number) {
			problems = append(problems, wrongUse("port %d is there twice: name it once", port.number))
		}
		if port.unhealthy && port.protocol == protocolTCP {
			problems = append(problems, wrongUse("--unhealthy names %d, a tcp port, and tcp has no bad answer: use --closed", port.number))
		}
	}
	return errors.Join(problems...)
}

// checkNamed returns the ports that a flag picks out and that no protocol has.
func checkNamed(name string, numbers []int, ports []plannedPort) error {
	var problems []error
	for _, number := range numbers {
		if !contains(ports, number) {
			problems = append(problems, wrongUse("--%s names port %d, which no protocol has: name it in --http, --https, --tcp or --grpc too", name, number))
		}
	}
	return errors.Join(problems...)
}

func contains(ports []plannedPort, number int) bool {
	return slices.ContainsFunc(ports, func(port plannedPort) bool { return port.number == number })
}
