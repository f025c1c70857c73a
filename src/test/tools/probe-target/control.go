package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

const defaultSocket = "/tmp/probe-target.sock"

func socketFlag(flags *flag.FlagSet) *string {
	return flags.String("socket", defaultSocket, "")
}

// startControl lets changes come in by a Unix socket and returns what ends that. A server without it serves all the same.
func startControl(socket string, ports *portSet, log *log.Logger) (stop func()) {
	listener, err := listenUnix(socket)
	if err != nil {
		log.Printf("ports can't be changed, because there is no socket %s: %v: make its directory writable or set --socket", socket, err)
		return func() {}
	}
	log.Printf("ports can be changed by socket %s", socket)
	return startService(newHTTPServer(controlHandler(ports)), listener, log).stop
}

// listenUnix makes the socket and its directory, and takes the place of a socket that a killed server left.
func listenUnix(socket string) (net.Listener, error) {
	if err := os.MkdirAll(filepath.Dir(socket), 0o777); err != nil {
		return nil, err
	}
	listener, err := net.Listen("unix", socket)
	if !errors.Is(err, syscall.EADDRINUSE) || !isLeftOver(socket) {
		return listener, err
	}
	if err := os.Remove(socket); err != nil {
		return nil, err
	}
	return net.Listen("unix", socket)
}

// isLeftOver reports whether the file is a socket that nobody listens on.
func isLeftOver(socket string) bool {
	connection, err := net.DialTimeout("unix", socket, clientTimeout)
	if err == nil {
		connection.Close()
	}
	info, statErr := os.Stat(socket)
	return errors.Is(err, syscall.ECONNREFUSED) && statErr == nil && info.Mode().Type() == os.ModeSocket
}

func controlHandler(ports *portSet) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /ports/{port}/{action}", func(w http.ResponseWriter, r *http.Request) {
		state, err := changePort(ports, r.PathValue("port"), action(r.PathValue("action")))
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		fmt.Fprintln(w, state)
	})
	return mux
}

func changePort(ports *portSet, text string, requested action) (string, error) {
	number, err := parsePort(text)
	if err != nil {
		return "", err
	}
	return ports.change(number, requested)
}

// requestChange asks the server of this container to change a port, and returns what the port is now.
func requestChange(ctx context.Context, requested action, args []string) (string, error) {
	flags := newFlagSet(string(requested))
	socket := socketFlag(flags)
	text, err := parseArgument(flags, "PORT", args)
	if err != nil {
		return "", err
	}
	number, err := parsePort(text)
	if err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(ctx, clientTimeout)
	defer cancel()
	return post(ctx, *socket, fmt.Sprintf("/ports/%d/%s", number, requested))
}

func post(ctx context.Context, socket, path string) (string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, (&url.URL{Scheme: "http", Host: "probe-target", Path: path}).String(), nil)
	if err != nil {
		return "", err
	}
	response, err := unixTransport(socket).RoundTrip(request)
	if err != nil {
		return "", fmt.Errorf("no server answers on %s: %w: start probe-target serve in this container, with the same --socket", socket, err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return "", fmt.Errorf("the server on %s broke off its answer: %w", socket, err)
	}
	answer := strings.TrimSpace(string(body))
	if response.StatusCode != http.StatusOK {
		return "", errors.New(answer)
	}
	return answer, nil
}

func unixTransport(socket string) *http.Transport {
	return &http.Transport{
		DisableKeepAlives: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, "unix", socket)
		},
	}
}
