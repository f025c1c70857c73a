package main

import (
	"crypto/tls"
	"errors"
	"fmt"
	"log"
	"net"
	"slices"
	"sync"

	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"
)

// action is what can be done to a port while the server runs.
type action string

const (
	actionOpen      action = "open"
	actionClose     action = "close"
	actionHealthy   action = "healthy"
	actionUnhealthy action = "unhealthy"
)

// portSet is the ports of one server; it may be changed from any goroutine.
type portSet struct {
	mutex sync.Mutex
	ports []*port
}

func newPortSet(planned []plannedPort, log *log.Logger) (*portSet, error) {
	certificate, err := newSelfSignedCertificate()
	if err != nil {
		return nil, fmt.Errorf("a self-signed certificate can't be made: %w", err)
	}
	set := &portSet{}
	for _, plan := range planned {
		set.ports = append(set.ports, newPort(plan, certificate, log))
	}
	return set, nil
}

func (s *portSet) openPlanned(planned []plannedPort) error {
	var problems []error
	for _, plan := range planned {
		if !plan.closed {
			_, err := s.change(plan.number, actionOpen)
			problems = append(problems, err)
		}
	}
	return errors.Join(problems...)
}

// change does one thing to one port, and returns what the port is then.
func (s *portSet) change(number int, requested action) (string, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	i := slices.IndexFunc(s.ports, func(candidate *port) bool { return candidate.number == number })
	if i < 0 {
		return "", fmt.Errorf("port %d is unknown to the server: name one of %v", number, s.numbers())
	}
	if err := s.ports[i].change(requested); err != nil {
		return "", err
	}
	return s.ports[i].String(), nil
}

func (s *portSet) numbers() []int {
	var numbers []int
	for _, port := range s.ports {
		numbers = append(numbers, port.number)
	}
	return numbers
}

func (s *portSet) closeAll() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for _, port := range s.ports {
		port.close()
	}
}

// port is one port of the server, whether it is listened on or not.
type port struct {
	number      int
	protocol    protocol
	certificate tls.Certificate
	health      *health.Server // of HTTP ports too, so that there is one kind of health
	service     *service       // nil while the port is closed
	log         *log.Logger
}

func newPort(plan plannedPort, certificate tls.Certificate, log *log.Logger) *port {
	created := &port{number: plan.number, protocol: plan.protocol, certificate: certificate, health: health.NewServer(), log: log}
	if plan.unhealthy {
		created.health.SetServingStatus("", grpc_health_v1.HealthCheckResponse_NOT_SERVING)
	}
	return created
}

func (p *port) change(requested action) error {
	switch requested {
	case actionOpen:
		return p.open()
	case actionClose:
		p.close()
		return nil
	case actionHealthy:
		return p.setStatus(requested, grpc_health_v1.HealthCheckResponse_SERVING)
	case actionUnhealthy:
		return p.setStatus(requested, grpc_health_v1.HealthCheckResponse_NOT_SERVING)
	default:
		return fmt.Errorf("there is no action %q: use open, close, healthy or unhealthy", requested)
	}
}

func (p *port) open() error {
	if p.service != nil {
		return nil
	}
	listener, err := net.Listen("tcp", fmt.Sprintf(":%d", p.number))
	if err != nil {
		return fmt.Errorf("port %d (%s) can't be opened: %w", p.number, p.protocol, err)
	}
	p.service = startService(p.newServer(), listener, p.log)
	p.log.Printf("port %d (%s) opened", p.number, p.protocol)
	return nil
}

func (p *port) close() {
	if p.service == nil {
		return
	}
	p.service.stop()
	p.service = nil
	p.log.Printf("port %d (%s) closed", p.number, p.protocol)
}

func (p *port) setStatus(requested action, status grpc_health_v1.HealthCheckResponse_ServingStatus) error {
	if p.protocol == protocolTCP {
		return fmt.Errorf("port %d can't be made %s, because tcp has no bad answer: use open and close", p.number, requested)
	}
	p.health.SetServingStatus("", status)
	return nil
}

// String says what the port is now, as in "port 8080 is open (http, healthy)".
func (p *port) String() string {
	state := "closed"
	if p.service != nil {
		state = "open"
	}
	if p.protocol == protocolTCP {
		return fmt.Sprintf("port %d is %s (%s)", p.number, state, p.protocol)
	}
	return fmt.Sprintf("port %d is %s (%s, %s)", p.number, state, p.protocol, healthWord(p.health))
}
