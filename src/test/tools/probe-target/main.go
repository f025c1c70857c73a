// Command probe-target is every application and every client of a cluster test: it listens on the ports that probes ask,
// changes them while it runs, and asks such ports itself.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

const usage = `usage: probe-target COMMAND

  serve [--http PORTS] [--https PORTS] [--tcp PORTS] [--grpc PORTS] [--closed PORTS] [--unhealthy PORTS] [--socket PATH]
      Listens on all interfaces until SIGTERM or SIGINT. PORTS is a comma separated list, such as 8080,8081.
      --http, --https  answer any path with 200 and "ok port=8080 path=/x protocol=HTTP/1.1 tls=false"
      --tcp            sends "ok port=9003" and reads until the peer closes, at most 20 s
      --grpc           answers grpc.health.v1.Health
      --closed         those of the ports that are not listened on at first
      --unhealthy      those of the ports that answer badly at first: HTTP(S) with 503, gRPC with NOT_SERVING

  open|close|healthy|unhealthy [--socket PATH] PORT
      Changes a port of the server that runs in the same container, and prints what the port is now.

      --socket PATH    the Unix socket between the two, made with its directory; without it the server can't be
                       changed; @NAME is an abstract one, which needs no file system but is one in the whole pod
                       (default ` + defaultSocket + `)

  check PORT           whether something listens on 127.0.0.1:PORT
  http URL             GETs an http or https URL, trusts any certificate, follows no redirect; prints
                       "200 server=envoy ok port=...", with server=- for none; fails for 400 and above
  tcp HOST:PORT        connects and prints the first line that comes; fails if none does
  grpc HOST:PORT       asks grpc.health.v1.Health in plaintext; fails unless it is SERVING
      Each ends within 5 s.

  webhook --port PORT --tls-certificate FILE --tls-private-key FILE --patch JSON
      Allows every AdmissionReview (admission.k8s.io/v1), on any path, with this JSON Patch.

exit status: 0 success, 1 failure with a sentence on stderr, 2 wrong use
`

const clientTimeout = 5 * time.Second

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	status := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// run carries out a command line and returns its exit status.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	answer, err := execute(ctx, args, stderr)
	var wrong usageError
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stdout, usage)
		return 0
	case errors.As(err, &wrong):
		fmt.Fprintf(stderr, "probe-target: %v\n\n%s", err, usage)
		return 2
	case err != nil:
		fmt.Fprintf(stderr, "probe-target: %v\n", err)
		return 1
	}
	if answer != "" {
		fmt.Fprintln(stdout, answer)
	}
	return 0
}

// execute returns the line that a command prints; servers print none, they log.
func execute(ctx context.Context, args []string, log io.Writer) (string, error) {
	if len(args) == 0 {
		return "", wrongUse("there is no command: name one of those below")
	}
	switch name, rest := args[0], args[1:]; name {
	case "serve":
		return "", serve(ctx, rest, newLogger(log))
	case "webhook":
		return "", serveWebhook(ctx, rest, newLogger(log))
	case "open", "close", "healthy", "unhealthy":
		return requestChange(ctx, action(name), rest)
	case "check":
		return ask(ctx, args, "PORT", checkPort)
	case "http":
		return ask(ctx, args, "URL", getURL)
	case "tcp":
		return ask(ctx, args, "HOST:PORT", readLine)
	case "grpc":
		return ask(ctx, args, "HOST:PORT", checkHealth)
	case "help", "-h", "-help", "--help":
		return "", flag.ErrHelp
	default:
		return "", wrongUse("there is no command %q: name one of those below", name)
	}
}

// client asks what its argument names, and returns the line that came back.
type client func(ctx context.Context, target string) (string, error)

// ask runs a client, which has one argument and little time.
func ask(ctx context.Context, args []string, argument string, client client) (string, error) {
	target, err := parseArgument(newFlagSet(args[0]), argument, args[1:])
	if err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(ctx, clientTimeout)
	defer cancel()
	return client(ctx, target)
}
