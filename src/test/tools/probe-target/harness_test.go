package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

const patience = 10 * time.Second

// The test binary is the command itself where this is set.
const asCommand = "PROBE_TARGET_TEST_AS_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// outcome is what a command line came to.
type outcome struct {
	status         int
	stdout, stderr string
}

func probeTarget(t *testing.T, args ...string) outcome {
	t.Helper()
	return executeUntil(t.Context(), args...)
}

func executeUntil(ctx context.Context, args ...string) outcome {
	var stdout, stderr bytes.Buffer
	status := run(ctx, args, &stdout, &stderr)
	return outcome{status: status, stdout: stdout.String(), stderr: stderr.String()}
}

func (o outcome) wantSuccess(t *testing.T, stdout string) {
	t.Helper()
	if o.status != 0 || o.stdout != stdout+"\n" || o.stderr != "" {
		t.Errorf("got %+v, want exit status 0 and stdout %q", o, stdout)
	}
}

func (o outcome) wantFailure(t *testing.T, status int, parts ...string) {
	t.Helper()
	if o.status != status || o.stdout != "" {
		t.Errorf("got %+v, want exit status %d and nothing on stdout", o, status)
	}
	for _, part := range parts {
		if !strings.Contains(o.stderr, part) {
			t.Errorf("stderr is %q, want %q in it", o.stderr, part)
		}
	}
}

// process is a command that runs until it is stopped.
type process struct {
	log  *logBuffer
	stop func() outcome
}

// start runs a server in this process and returns when the text is in its log.
func start(t *testing.T, ready string, args ...string) process {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	log := newLogBuffer(ready)
	ended := make(chan outcome, 1)
	go func() {
		var stdout bytes.Buffer
		ended <- outcome{status: run(ctx, args, &stdout, log), stdout: stdout.String(), stderr: log.String()}
	}()
	stop := sync.OnceValue(func() outcome {
		cancel()
		select {
		case end := <-ended:
			return end
		case <-time.After(patience):
			return outcome{status: -1, stderr: "it did not end: " + log.String()}
		}
	})
	t.Cleanup(func() {
		if end := stop(); end.status != 0 {
			t.Errorf("%q ended with %+v, want exit status 0", args, end)
		}
	})
	log.await(t)
	return process{log: log, stop: stop}
}

// serving starts a server with a socket of its own, and returns the flag that names it.
func serving(t *testing.T, args ...string) (server process, socket string) {
	t.Helper()
	socket = "--socket=" + filepath.Join(shortTempDir(t), "control.sock")
	return start(t, "ports can be changed", append([]string{"serve", socket}, args...)...), socket
}

// shortTempDir is for sockets, whose paths have 107 bytes at most; that of t.TempDir has the test's name in it.
func shortTempDir(t *testing.T) string {
	t.Helper()
	directory, err := os.MkdirTemp("", "probe-target")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(directory) })
	return directory
}

// logBuffer is a log that a test can wait for.
type logBuffer struct {
	marker string
	found  chan struct{}
	mutex  sync.Mutex
	text   strings.Builder
}

func newLogBuffer(marker string) *logBuffer {
	return &logBuffer{marker: marker, found: make(chan struct{})}
}

func (l *logBuffer) Write(line []byte) (int, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	before := strings.Contains(l.text.String(), l.marker)
	l.text.Write(line)
	if !before && strings.Contains(l.text.String(), l.marker) {
		close(l.found)
	}
	return len(line), nil
}

func (l *logBuffer) String() string {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.text.String()
}

func (l *logBuffer) await(t *testing.T) {
	t.Helper()
	select {
	case <-l.found:
	case <-time.After(patience):
		t.Fatalf("the log is %q, want %q in it", l.String(), l.marker)
	}
}

// freePort is below the ports that the system gives to clients, so that none takes it while it is closed.
func freePort(t *testing.T) int {
	t.Helper()
	for range 100 {
		port := 10240 + rand.IntN(20000)
		listener, err := net.Listen("tcp", fmt.Sprintf(":%d", port))
		if err == nil {
			_ = listener.Close()
			return port
		}
		if !errors.Is(err, syscall.EADDRINUSE) {
			t.Fatal(err)
		}
	}
	t.Fatal("no free port in 100 attempts")
	return 0
}

func loopback(port int) string { return fmt.Sprintf("127.0.0.1:%d", port) }

// peer answers each connection with a function, and returns its address.
func peer(t *testing.T, answer func(net.Conn)) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			go answer(connection)
		}
	}()
	return listener.Addr().String()
}
