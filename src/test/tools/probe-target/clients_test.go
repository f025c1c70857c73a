package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"
	"time"
)

func TestCheckTellsWhetherAPortIsListenedOn(t *testing.T) {
	port := freePort(t)
	number := strconv.Itoa(port)
	_, socket := serving(t, "--http", number)

	probeTarget(t, "check", number).wantSuccess(t, "something listens on "+loopback(port))
	probeTarget(t, "close", socket, number)
	probeTarget(t, "check", number).wantFailure(t, 1, "nothing listens on "+loopback(port), "connection refused")
}

func TestHTTPClientShowsWhoAnswered(t *testing.T) {
	for _, test := range []struct {
		code   int
		answer string
	}{
		{200, "200 server=envoy first line"},
		{302, "302 server=envoy first line"},
		{400, ""},
		{503, ""},
	} {
		t.Run(strconv.Itoa(test.code), func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Server", "envoy")
				w.Header().Set("Location", "http://"+r.Host+"/elsewhere")
				w.WriteHeader(test.code)
				fmt.Fprint(w, "first line\nsecond line\n")
			}))
			defer server.Close()

			came := probeTarget(t, "http", server.URL)

			if test.answer != "" {
				came.wantSuccess(t, test.answer)
				return
			}
			came.wantFailure(t, 1, fmt.Sprintf("%s answered %d server=envoy first line\n", server.URL, test.code))
		})
	}
}

func TestHTTPClientAsksForNoKeepAlive(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "close=%t", r.Close)
	}))
	defer server.Close()

	probeTarget(t, "http", server.URL).wantSuccess(t, "200 server=- close=true")
}

func TestHTTPClientFailsForAnAnswerThatBreaksOff(t *testing.T) {
	address := peer(t, func(connection net.Conn) {
		defer connection.Close()
		_, _ = http.ReadRequest(bufio.NewReader(connection))
		_, _ = io.WriteString(connection, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
	})

	probeTarget(t, "http", "http://"+address).wantFailure(t, 1, "broke off its answer 200 server=- half", "unexpected EOF")
}

func TestHTTPClientFailsForAConnectionThatIsClosed(t *testing.T) {
	address := peer(t, func(connection net.Conn) { _ = connection.Close() })

	probeTarget(t, "http", "http://"+address).wantFailure(t, 1, "http://"+address+" gave no answer")
}

func TestTCPClientReadsTheFirstLine(t *testing.T) {
	for sent, line := range map[string]string{"one\ntwo\n": "one", "one\r\n": "one", "no end": "no end"} {
		t.Run(line, func(t *testing.T) {
			address := peer(t, func(connection net.Conn) {
				defer connection.Close()
				_, _ = io.WriteString(connection, sent)
			})

			probeTarget(t, "tcp", address).wantSuccess(t, line)
		})
	}
}

func TestTCPClientFailsForAConnectionThatClosesWithoutAByte(t *testing.T) {
	address := peer(t, func(connection net.Conn) { _ = connection.Close() })

	probeTarget(t, "tcp", address).wantFailure(t, 1, address+" closed the connection without sending a byte")
}

func TestTCPClientFailsForAReset(t *testing.T) {
	address := peer(t, func(connection net.Conn) {
		_ = connection.(*net.TCPConn).SetLinger(0)
		_ = connection.Close()
	})

	probeTarget(t, "tcp", address).wantFailure(t, 1, address)
}

func TestClientsGiveUpOnASilentPeer(t *testing.T) {
	address := peer(t, func(connection net.Conn) {
		defer connection.Close()
		_ = connection.SetDeadline(time.Now().Add(patience))
		_, _ = io.Copy(io.Discard, connection)
	})
	for _, args := range [][]string{{"http", "http://" + address}, {"http", "https://" + address}, {"tcp", address}, {"grpc", address}} {
		t.Run(fmt.Sprint(args[0], args[1][:5]), func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
			defer cancel()

			began := time.Now()
			executeUntil(ctx, args...).wantFailure(t, 1, address)

			if elapsed := time.Since(began); elapsed > 2*time.Second {
				t.Errorf("it took %s", elapsed)
			}
		})
	}
}

func TestGRPCClientFailsForAnotherProtocol(t *testing.T) {
	port := freePort(t)
	serving(t, "--http", strconv.Itoa(port))

	probeTarget(t, "grpc", loopback(port)).wantFailure(t, 1, loopback(port)+" gave no answer", "rpc error")
}
