package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"
)

const (
	tcpConnectionLimit = 20 * time.Second
	readHeaderTimeout  = 20 * time.Second
)

// protocol is what a port speaks; it is also the name of its flag.
type protocol string

const (
	protocolHTTP  protocol = "http"
	protocolHTTPS protocol = "https"
	protocolTCP   protocol = "tcp"
	protocolGRPC  protocol = "grpc"
)

func protocols() []protocol {
	return []protocol{protocolHTTP, protocolHTTPS, protocolTCP, protocolGRPC}
}

func (p *port) newServer() server {
	switch p.protocol {
	case protocolHTTP:
		return newHTTPServer(probeHandler(p.number, p.health))
	case protocolHTTPS:
		return newHTTPSServer(probeHandler(p.number, p.health), p.certificate)
	case protocolGRPC:
		return newGRPCServer(p.health)
	default:
		return newTCPServer(p.number)
	}
}

// newHTTPServer is silent about its clients: a probe that only connects would be a line of log each time.
func newHTTPServer(handler http.Handler) *http.Server {
	return &http.Server{Handler: handler, ReadHeaderTimeout: readHeaderTimeout, ErrorLog: log.New(io.Discard, "", 0)}
}

func probeHandler(number int, checker *health.Server) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		word := "ok"
		if !isHealthy(checker) {
			word = "unhealthy"
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		fmt.Fprintf(w, "%s port=%d path=%s protocol=%s tls=%t\n", word, number, r.URL.EscapedPath(), r.Proto, r.TLS != nil)
	})
}

func isHealthy(checker *health.Server) bool {
	response, err := checker.Check(context.Background(), &grpc_health_v1.HealthCheckRequest{})
	return err == nil && response.Status == grpc_health_v1.HealthCheckResponse_SERVING
}

func healthWord(checker *health.Server) string {
	if isHealthy(checker) {
		return "healthy"
	}
	return "unhealthy"
}

// httpsServer is an HTTP server whose listeners are plain and whose connections are TLS, with HTTP/2 for those who ask.
type httpsServer struct{ *http.Server }

func newHTTPSServer(handler http.Handler, certificate tls.Certificate) httpsServer {
	created := newHTTPServer(handler)
	created.TLSConfig = &tls.Config{Certificates: []tls.Certificate{certificate}}
	return httpsServer{created}
}

func (s httpsServer) Serve(listener net.Listener) error { return s.ServeTLS(listener, "", "") }

func newGRPCServer(checker *health.Server) *grpc.Server {
	created := grpc.NewServer()
	grpc_health_v1.RegisterHealthServer(created, checker)
	return created
}

// tcpServer greets each connection with a line, and holds it until the peer closes or the limit is reached.
type tcpServer struct{ greeting string }

func newTCPServer(number int) tcpServer {
	return tcpServer{greeting: fmt.Sprintf("ok port=%d\n", number)}
}

func (s tcpServer) Serve(listener net.Listener) error {
	for {
		connection, err := listener.Accept()
		if err != nil {
			return err
		}
		go s.greet(connection)
	}
}

func (s tcpServer) greet(connection net.Conn) {
	defer connection.Close()
	if err := connection.SetDeadline(time.Now().Add(tcpConnectionLimit)); err != nil {
		return
	}
	if _, err := io.WriteString(connection, s.greeting); err == nil {
		_, _ = io.Copy(io.Discard, connection)
	}
}
