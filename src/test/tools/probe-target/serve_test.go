package main

import (
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// request is the client's command line for a port of a protocol.
func request(spoken protocol, port int) []string {
	switch spoken {
	case protocolHTTP, protocolHTTPS:
		return []string{"http", fmt.Sprintf("%s://%s/healthz", spoken, loopback(port))}
	default:
		return []string{string(spoken), loopback(port)}
	}
}

func goodAnswer(spoken protocol, port int) string {
	switch spoken {
	case protocolHTTP, protocolHTTPS:
		return fmt.Sprintf("200 server=- ok port=%d path=/healthz protocol=HTTP/1.1 tls=%t", port, spoken == protocolHTTPS)
	case protocolGRPC:
		return "SERVING"
	default:
		return fmt.Sprintf("ok port=%d", port)
	}
}

func TestOpensAndClosesPortsOfEveryProtocol(t *testing.T) {
	for _, spoken := range protocols() {
		t.Run(string(spoken), func(t *testing.T) {
			port := freePort(t)
			number := strconv.Itoa(port)
			server, socket := serving(t, "--"+string(spoken), number, "--closed", number)

			probeTarget(t, request(spoken, port)...).wantFailure(t, 1, loopback(port), "connection refused")
			opened := probeTarget(t, "open", socket, number)
			if !strings.HasPrefix(opened.stdout, fmt.Sprintf("port %d is open (%s", port, spoken)) {
				t.Errorf("open came to %+v", opened)
			}
			probeTarget(t, request(spoken, port)...).wantSuccess(t, goodAnswer(spoken, port))
			if again := probeTarget(t, "open", socket, number); again != opened {
				t.Errorf("open came to %+v the second time, and to %+v the first", again, opened)
			}
			closed := probeTarget(t, "close", socket, number)
			if !strings.HasPrefix(closed.stdout, fmt.Sprintf("port %d is closed (%s", port, spoken)) {
				t.Errorf("close came to %+v", closed)
			}
			probeTarget(t, request(spoken, port)...).wantFailure(t, 1, loopback(port), "connection refused")
			if opened, closed := strings.Count(server.log.String(), "opened"), strings.Count(server.log.String(), "closed"); opened != 1 || closed != 1 {
				t.Errorf("the log has %d times opened and %d times closed, want one of each: %s", opened, closed, server.log)
			}
		})
	}
}

func TestAnswersBadlyWhileUnhealthy(t *testing.T) {
	for spoken, bad := range map[protocol]string{
		protocolHTTP:  "503 server=- unhealthy port=",
		protocolHTTPS: "503 server=- unhealthy port=",
		protocolGRPC:  "NOT_SERVING",
	} {
		t.Run(string(spoken), func(t *testing.T) {
			port := freePort(t)
			number := strconv.Itoa(port)
			_, socket := serving(t, "--"+string(spoken), number, "--unhealthy", number)

			probeTarget(t, request(spoken, port)...).wantFailure(t, 1, loopback(port), bad)
			probeTarget(t, "healthy", socket, number).wantSuccess(t, fmt.Sprintf("port %d is open (%s, healthy)", port, spoken))
			probeTarget(t, request(spoken, port)...).wantSuccess(t, goodAnswer(spoken, port))
			probeTarget(t, "unhealthy", socket, number).wantSuccess(t, fmt.Sprintf("port %d is open (%s, unhealthy)", port, spoken))
			probeTarget(t, request(spoken, port)...).wantFailure(t, 1, bad)
		})
	}
}

func TestStaysUnhealthyWhileClosed(t *testing.T) {
	port := freePort(t)
	number := strconv.Itoa(port)
	_, socket := serving(t, "--grpc", number, "--closed", number)

	probeTarget(t, "unhealthy", socket, number).wantSuccess(t, fmt.Sprintf("port %d is closed (grpc, unhealthy)", port))
	probeTarget(t, "open", socket, number).wantSuccess(t, fmt.Sprintf("port %d is open (grpc, unhealthy)", port))
	probeTarget(t, "grpc", loopback(port)).wantFailure(t, 1, "NOT_SERVING")
}

func TestServesListsOfPorts(t *testing.T) {
	first, second, third := freePort(t), freePort(t), freePort(t)
	serving(t, "--tcp", fmt.Sprintf("%d,%d", first, second), "--http", strconv.Itoa(third))

	for _, port := range []int{first, second} {
		probeTarget(t, "tcp", loopback(port)).wantSuccess(t, fmt.Sprintf("ok port=%d", port))
	}
	probeTarget(t, request(protocolHTTP, third)...).wantSuccess(t, goodAnswer(protocolHTTP, third))
}

// A client that says nothing must not delay the end: the gRPC server waits for its first bytes.
func TestClosesEstablishedConnectionsAtOnce(t *testing.T) {
	for _, spoken := range protocols() {
		t.Run(string(spoken), func(t *testing.T) {
			port := freePort(t)
			_, socket := serving(t, "--"+string(spoken), strconv.Itoa(port))
			connection, err := net.Dial("tcp", loopback(port))
			if err != nil {
				t.Fatal(err)
			}
			defer connection.Close()
			probeTarget(t, request(spoken, port)...).wantSuccess(t, goodAnswer(spoken, port))

			began := time.Now()
			closed := probeTarget(t, "close", socket, strconv.Itoa(port))

			if closed.status != 0 || time.Since(began) > 2*time.Second {
				t.Errorf("close came to %+v after %s", closed, time.Since(began))
			}
			_ = connection.SetReadDeadline(time.Now().Add(patience))
			if _, err := io.Copy(io.Discard, connection); os.IsTimeout(err) {
				t.Error("the connection outlives its port")
			}
		})
	}
}

func TestHoldsTCPConnectionsUntilThePeerCloses(t *testing.T) {
	port := freePort(t)
	serving(t, "--tcp", strconv.Itoa(port))
	connection, err := net.Dial("tcp", loopback(port))
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()

	_ = connection.SetReadDeadline(time.Now().Add(200 * time.Millisecond))
	greeting, err := io.ReadAll(connection)

	if want := fmt.Sprintf("ok port=%d\n", port); string(greeting) != want || !os.IsTimeout(err) {
		t.Errorf("read %q and %v, want %q and then nothing", greeting, err, want)
	}
	_ = connection.SetReadDeadline(time.Now().Add(patience))
	_ = connection.(*net.TCPConn).CloseWrite()
	if _, err := io.ReadAll(connection); err != nil {
		t.Errorf("the server did not close after the peer: %v", err)
	}
}

func TestRefusesChangesThatCannotBe(t *testing.T) {
	port := freePort(t)
	number := strconv.Itoa(port)
	_, socket := serving(t, "--tcp", number)

	probeTarget(t, "close", socket, "1").wantFailure(t, 1, "port 1 is unknown", number)
	probeTarget(t, "unhealthy", socket, number).wantFailure(t, 1, "tcp has no bad answer", "use open and close")
	probeTarget(t, "open", "--socket=/nonexistent/control.sock", number).wantFailure(t, 1, "no server answers on /nonexistent/control.sock", "no such file")
}

func TestFailsWhereAPortIsTaken(t *testing.T) {
	port := freePort(t)
	taken, err := net.Listen("tcp", fmt.Sprintf(":%d", port))
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()

	probeTarget(t, "serve", "--http", strconv.Itoa(port)).wantFailure(t, 1, fmt.Sprintf("port %d (http) can't be opened", port), "address already in use")
}

func TestMakesTheDirectoryOfItsSocket(t *testing.T) {
	number := strconv.Itoa(freePort(t))
	socket := filepath.Join(shortTempDir(t), "not", "there", "control.sock")
	server := start(t, "ports can be changed", "serve", "--tcp", number, "--socket", socket)

	probeTarget(t, "close", "--socket", socket, number).wantSuccess(t, fmt.Sprintf("port %s is closed (tcp)", number))
	server.stop()
	if _, err := os.Stat(socket); !os.IsNotExist(err) {
		t.Errorf("the socket outlives its server: %v", err)
	}
}

func TestServesWithoutASocketWhereThereCanBeNone(t *testing.T) {
	port := freePort(t)
	file := filepath.Join(shortTempDir(t), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	start(t, "ports can't be changed", "serve", "--tcp", strconv.Itoa(port), "--socket", filepath.Join(file, "control.sock"))

	probeTarget(t, "tcp", loopback(port)).wantSuccess(t, fmt.Sprintf("ok port=%d", port))
}

func TestTakesThePlaceOfASocketThatNobodyListensOn(t *testing.T) {
	number := strconv.Itoa(freePort(t))
	socket := filepath.Join(shortTempDir(t), "control.sock")
	leftOver, err := net.ListenUnix("unix", &net.UnixAddr{Name: socket, Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	leftOver.SetUnlinkOnClose(false)
	_ = leftOver.Close()
	start(t, "ports can be changed", "serve", "--tcp", number, "--socket", socket)

	probeTarget(t, "open", "--socket", socket, number).wantSuccess(t, fmt.Sprintf("port %s is open (tcp)", number))
}

func TestLeavesTheSocketOfAnotherServer(t *testing.T) {
	first, second := strconv.Itoa(freePort(t)), strconv.Itoa(freePort(t))
	_, socket := serving(t, "--tcp", first)
	start(t, "ports can't be changed", "serve", "--tcp", second, socket)

	probeTarget(t, "open", socket, first).wantSuccess(t, fmt.Sprintf("port %s is open (tcp)", first))
	probeTarget(t, "open", socket, second).wantFailure(t, 1, "unknown to the server")
}

func TestTakesAnAbstractSocket(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("abstract sockets are of Linux")
	}
	number := strconv.Itoa(freePort(t))
	socket := "--socket=@probe-target-" + number
	start(t, "ports can be changed", "serve", "--tcp", number, socket)

	probeTarget(t, "open", socket, number).wantSuccess(t, fmt.Sprintf("port %s is open (tcp)", number))
}

func TestEndsByASignalWithSuccess(t *testing.T) {
	for _, signal := range []os.Signal{syscall.SIGTERM, syscall.SIGINT} {
		t.Run(signal.String(), func(t *testing.T) {
			log := newLogBuffer("ports can be changed")
			command := exec.Command(os.Args[0], "serve", "--grpc", strconv.Itoa(freePort(t)), "--socket", filepath.Join(shortTempDir(t), "control.sock"))
			command.Env = append(os.Environ(), asCommand+"=1")
			command.Stderr = log
			if err := command.Start(); err != nil {
				t.Fatal(err)
			}
			defer command.Process.Kill()
			log.await(t)

			began := time.Now()
			_ = command.Process.Signal(signal)
			err := command.Wait()

			if err != nil || time.Since(began) > 2*time.Second {
				t.Errorf("it ended after %s with %v: %s", time.Since(began), err, log)
			}
		})
	}
}
