package dev.probebypass.callers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScrapedPortsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metrics",
                "management",
                "mgmt",
                "monitoring",
                "http-metrics",
                "https-metrics",
                "metrics-http",
                "tcp-metrics",
                "http-management",
                "http-mgmt",
                "management-port",
                "http2-monitoring"
            })
    void namesThatSayNothingButMonitoringAreForIt(String name) {
        assertThat(ScrapedPorts.isForMonitoring(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http",
                "https",
                "port",
                "http-port",
                "web",
                "",
                "-",
                "metrics-",
                "metrics-api",
                "custom-metrics",
                "management-ui",
                "rabbitmq-management",
                "admin",
                "http-admin",
                "grpc",
                "Metrics",
                "metricsport"
            })
    void namesThatSayMoreAreNot(String name) {
        assertThat(ScrapedPorts.isForMonitoring(name)).isFalse();
    }
}
