package main

import (
	"errors"
	"log"
	"net"
	"sync"
)

// server answers the connections of a listener until the listener is closed.
type server interface {
	Serve(listener net.Listener) error
}

// service is a server at work.
type service struct {
	listener *closingListener
	done     chan struct{}
}

func startService(worker server, listener net.Listener, log *log.Logger) *service {
	started := &service{listener: newClosingListener(listener), done: make(chan struct{})}
	go func() {
		defer close(started.done)
		if err := worker.Serve(started.listener); !errors.Is(err, net.ErrClosed) {
			log.Printf("%s is no longer served: %v", listener.Addr(), err)
		}
	}()
	return started
}

// stop returns when nobody listens any more and every connection is closed.
func (s *service) stop() {
	_ = s.listener.Close()
	<-s.done
}

// closingListener closes its connections when it is closed. The servers' own ways differ, and that of gRPC waits
// two minutes for a client that connected and said nothing, such as a TCP probe through a proxy.
type closingListener struct {
	net.Listener
	mutex       sync.Mutex
	connections map[*trackedConnection]struct{} // nil once the listener is closed
}

// trackedConnection is forgotten by its listener when it is closed.
type trackedConnection struct {
	net.Conn
	listener *closingListener
}

func newClosingListener(listener net.Listener) *closingListener {
	return &closingListener{Listener: listener, connections: map[*trackedConnection]struct{}{}}
}

func (l *closingListener) Accept() (net.Conn, error) {
	connection, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	tracked := &trackedConnection{Conn: connection, listener: l}
	if !l.track(tracked) {
		_ = connection.Close()
		return nil, net.ErrClosed
	}
	return tracked, nil
}

// track reports whether the listener is still open.
func (l *closingListener) track(connection *trackedConnection) bool {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.connections == nil {
		return false
	}
	l.connections[connection] = struct{}{}
	return true
}

func (l *closingListener) Close() error {
	err := l.Listener.Close()
	for connection := range l.takeAll() {
		_ = connection.Conn.Close()
	}
	return err
}

func (l *closingListener) takeAll() map[*trackedConnection]struct{} {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	taken := l.connections
	l.connections = nil
	return taken
}

func (c *trackedConnection) Close() error {
	c.listener.mutex.Lock()
	delete(c.listener.connections, c)
	c.listener.mutex.Unlock()
	return c.Conn.Close()
}
