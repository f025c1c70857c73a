package main

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/health/grpc_health_v1"
)

const maxAnswer = 4096

// checkPort finds out whether something listens on a port of this container.
func checkPort(ctx context.Context, text string) (string, error) {
	number, err := parsePort(text)
	if err != nil {
		return "", err
	}
	address := net.JoinHostPort("127.0.0.1", strconv.Itoa(number))
	connection, err := (&net.Dialer{}).DialContext(ctx, "tcp", address)
	if err != nil {
		return "", fmt.Errorf("nothing listens on %s: %w", address, err)
	}
	connection.Close()
	return fmt.Sprintf("something listens on %s", address), nil
}

// getURL makes one HTTP request on a connection of its own.
func getURL(ctx context.Context, text string) (string, error) {
	target, err := url.Parse(text)
	if err != nil || target.Host == "" || (target.Scheme != "http" && target.Scheme != "https") {
		return "", wrongUse("%q is not an HTTP URL: give one such as http://127.0.0.1:8080/healthz", text)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, target.String(), nil)
	if err != nil {
		return "", err
	}
	transport := &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}
	response, err := transport.RoundTrip(request)
	if err != nil {
		return "", fmt.Errorf("%s gave no answer: %w", target, err)
	}
	defer response.Body.Close()
	return describe(target, response)
}

func describe(target *url.URL, response *http.Response) (string, error) {
	body, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer))
	line, _, _ := strings.Cut(string(body), "\n")
	server := response.Header.Get("Server")
	if server == "" {
		server = "-"
	}
	answer := strings.TrimSpace(fmt.Sprintf("%d server=%s %s", response.StatusCode, server, line))
	switch {
	case err != nil:
		return "", fmt.Errorf("%s broke off its answer %s: %w", target, answer, err)
	case response.StatusCode >= http.StatusBadRequest:
		return "", fmt.Errorf("%s answered %s", target, answer)
	default:
		return answer, nil
	}
}

// readLine returns the first line that a TCP server sends; a proxy that accepts for a closed port sends none.
func readLine(ctx context.Context, address string) (string, error) {
	if err := checkAddress(address); err != nil {
		return "", err
	}
	connection, err := (&net.Dialer{}).DialContext(ctx, "tcp", address)
	if err != nil {
		return "", fmt.Errorf("%s accepted no connection: %w", address, err)
	}
	defer connection.Close()
	defer context.AfterFunc(ctx, func() { _ = connection.SetDeadline(time.Now()) })()
	line, err := bufio.NewReader(io.LimitReader(connection, maxAnswer)).ReadString('\n')
	switch {
	case errors.Is(err, io.EOF) && line == "":
		return "", fmt.Errorf("%s closed the connection without sending a byte", address)
	case err != nil && !errors.Is(err, io.EOF):
		return "", fmt.Errorf("%s sent no line, only %q: %w", address, line, err)
	default:
		return strings.TrimSpace(line), nil
	}
}

// checkHealth asks for the health of the whole gRPC server, as a probe does that names no service.
func checkHealth(ctx context.Context, address string) (string, error) {
	if err := checkAddress(address); err != nil {
		return "", err
	}
	connection, err := grpc.NewClient("passthrough:///"+address, grpc.WithTransportCredentials(insecure.NewCredentials()), grpc.WithNoProxy())
	if err != nil {
		return "", err
	}
	defer connection.Close()
	response, err := grpc_health_v1.NewHealthClient(connection).Check(ctx, &grpc_health_v1.HealthCheckRequest{})
	if err != nil {
		return "", fmt.Errorf("%s gave no answer: %w", address, err)
	}
	if response.Status != grpc_health_v1.HealthCheckResponse_SERVING {
		return "", fmt.Errorf("%s answered %s", address, response.Status)
	}
	return response.Status.String(), nil
}

func checkAddress(address string) error {
	host, port, err := net.SplitHostPort(address)
	if err != nil || host == "" {
		return wrongUse("%q is not HOST:PORT: give one such as 127.0.0.1:9003 or [::1]:9003", address)
	}
	_, err = parsePort(port)
	return err
}
