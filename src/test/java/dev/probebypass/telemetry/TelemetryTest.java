package dev.probebypass.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pins the names, labels and units that dashboards and alerts rely on. */
class TelemetryTest {

    private final Telemetry telemetry = Telemetry.forVersion("1.2.3");

    @AfterEach
    void close() {
        telemetry.close();
    }

    @Test
    void countsReviewsByOutcomeAndReason() {
        telemetry.reviews().reviewed(Outcome.UNCHANGED, "OPTED_OUT");
        telemetry.reviews().reviewed(Outcome.UNCHANGED, "OPTED_OUT");
        telemetry.reviews().reviewed(Outcome.PATCHED, "");
        telemetry.reviews().reviewed(Outcome.AUDITED, "");

        assertThat(telemetry.scrape())
                .contains(
                        "probe_bypass_reviews_total{outcome=\"unchanged\",reason=\"OPTED_OUT\"} 2.0\n",
                        "probe_bypass_reviews_total{outcome=\"patched\",reason=\"\"} 1.0\n",
                        "probe_bypass_reviews_total{outcome=\"audited\",reason=\"\"} 1.0\n");
    }

    @Test
    void countsPortsByVerdictAndReason() {
        telemetry.reviews().decided("bypass", "PROBE_PORT");

        assertThat(telemetry.scrape())
                .contains("probe_bypass_ports_total{reason=\"PROBE_PORT\",verdict=\"bypass\"} 1.0\n");
    }

    @Test
    void sortsReviewsIntoBucketsFromHalfAMillisecondToThreeSeconds() {
        telemetry.server().reviewTook(TimeUnit.MICROSECONDS.toNanos(700));

        assertThat(telemetry.scrape())
                .contains(
                        "probe_bypass_review_duration_seconds_bucket{le=\"5.0E-4\"} 0\n",
                        "probe_bypass_review_duration_seconds_bucket{le=\"0.001\"} 1\n",
                        "probe_bypass_review_duration_seconds_bucket{le=\"3.0\"} 1\n",
                        "probe_bypass_review_duration_seconds_count 1\n");
    }

    @Test
    void showsWhatIsInFlightNow() {
        AtomicInteger reviews = new AtomicInteger(2);
        telemetry.server().showInFlight(reviews::get, () -> 4_096);

        reviews.set(3);

        assertThat(telemetry.scrape())
                .contains("probe_bypass_reviews_in_flight 3.0\n", "probe_bypass_bytes_in_flight 4096.0\n");
    }

    @Test
    void showsEveryRejectionBeforeTheFirst() {
        telemetry.server().rejected(Rejection.OVERLOAD);

        assertThat(telemetry.scrape())
                .contains(
                        "probe_bypass_rejected_requests_total{reason=\"overload\"} 1.0\n",
                        "probe_bypass_rejected_requests_total{reason=\"not_found\"} 0.0\n",
                        "probe_bypass_rejected_requests_total{reason=\"method\"} 0.0\n",
                        "probe_bypass_rejected_requests_total{reason=\"content_type\"} 0.0\n",
                        "probe_bypass_rejected_requests_total{reason=\"too_large\"} 0.0\n",
                        "probe_bypass_rejected_requests_total{reason=\"too_slow\"} 0.0\n",
                        "probe_bypass_rejected_requests_total{reason=\"handshake\"} 0.0\n",
                        "probe_bypass_rejected_requests_total{reason=\"client_name\"} 0.0\n",
                        "probe_bypass_rejected_requests_total{reason=\"malformed\"} 0.0\n");
    }

    @Test
    void countsFailuresByKind() {
        telemetry.failures().failed(Failure.ANNOTATIONS, "full", new IllegalStateException("no room"));

        assertThat(telemetry.scrape())
                .contains(
                        "probe_bypass_errors_total{kind=\"annotations\"} 1.0\n",
                        "probe_bypass_errors_total{kind=\"unexpected\"} 0.0\n");
    }

    @Test
    void showsTheAgeOfWhatIsWatched() {
        telemetry.watches().showSnapshot("services", () -> Duration.ofMillis(1_500), () -> true);
        telemetry.watches().showSnapshot("namespaces", () -> Duration.ZERO, () -> false);

        assertThat(telemetry.scrape())
                .contains(
                        "probe_bypass_snapshot_age_seconds{resource=\"services\"} 1.5\n",
                        "probe_bypass_snapshot_synced{resource=\"services\"} 1.0\n",
                        "probe_bypass_snapshot_synced{resource=\"namespaces\"} 0.0\n");
    }

    @Test
    void showsWhetherServicesCanBeRead() {
        AtomicBoolean unreadable = new AtomicBoolean(true);
        telemetry.watches().showServicesUnreadable(unreadable::get);

        assertThat(telemetry.scrape()).contains("probe_bypass_services_unreadable 1.0\n");

        unreadable.set(false);
        assertThat(telemetry.scrape()).contains("probe_bypass_services_unreadable 0.0\n");
    }

    @Test
    void showsHowStaleWhatIsKnownOfEachRevisionIsAndForgetsThoseThatAreGone() {
        AtomicReference<Map<String, Duration>> revisions =
                new AtomicReference<>(Map.of("default", Duration.ZERO, "canary", Duration.ofMillis(1_500)));
        telemetry.watches().showStaleness(revisions::get);

        assertThat(telemetry.scrape())
                .contains(
                        "probe_bypass_mesh_configuration_stale_seconds{revision=\"default\"} 0.0\n",
                        "probe_bypass_mesh_configuration_stale_seconds{revision=\"canary\"} 1.5\n");

        revisions.set(Map.of("default", Duration.ZERO));
        assertThat(telemetry.scrape()).doesNotContain("canary");
    }

    @Test
    void showsWhenCertificatesEndAndCountsTheirRotations() {
        telemetry.certificates().show(CertificateKind.CA, Optional::empty);
        telemetry.certificates().show(CertificateKind.LEAF, () -> Optional.of(Instant.ofEpochSecond(1_800_000_000)));

        telemetry.certificates().rotated(CertificateKind.LEAF);

        assertThat(telemetry.scrape())
                .contains(
                        "probe_bypass_certificate_not_after_seconds{kind=\"ca\"} NaN\n",
                        "probe_bypass_certificate_not_after_seconds{kind=\"leaf\"} 1.8E9\n",
                        "probe_bypass_certificate_rotations_total{kind=\"ca\"} 0.0\n",
                        "probe_bypass_certificate_rotations_total{kind=\"leaf\"} 1.0\n");
    }

    @Test
    void showsHowTheUpkeepFares() {
        telemetry.operator().showUpkeep(() -> true, () -> true);
        telemetry.operator().showOrder(() -> false);

        telemetry.operator().bundleRepaired();

        assertThat(telemetry.scrape())
                .contains(
                        "probe_bypass_ca_bundle_in_sync 1.0\n",
                        "probe_bypass_ca_bundle_repairs_total 1.0\n",
                        "probe_bypass_webhook_order_ok 0.0\n",
                        "probe_bypass_leader 1.0\n");
    }

    @Test
    void countsAnswersThatCameTooLate() {
        telemetry.server().deadlineExceeded();

        assertThat(telemetry.scrape()).contains("probe_bypass_deadline_exceeded_total 1.0\n");
    }

    @Test
    void countsReviewsWithoutTheMeshsConfiguration() {
        telemetry.reviews().meshConfigurationMissing();

        assertThat(telemetry.scrape()).contains("probe_bypass_mesh_configuration_missing_total 1.0\n");
    }

    @Test
    void countsLogLinesThatAreHeldBack() {
        telemetry.reviews().lineHeldBack();

        assertThat(telemetry.scrape()).contains("probe_bypass_log_lines_held_back_total 1.0\n");
    }

    @Test
    void saysWhichBuildRunsAndHowItsJvmIs() {
        assertThat(telemetry.scrape())
                .contains(
                        "probe_bypass_build_info{version=\"1.2.3\"} 1\n",
                        "jvm_memory_used_bytes{",
                        "jvm_gc_memory_allocated_bytes_total ",
                        "jvm_threads_live_threads ");
    }

    @Test
    void saysOfItsProcessWhatEveryClientOfPrometheusSays() {
        assertThat(telemetry.scrape())
                .contains(
                        "\nprocess_cpu_seconds_total ",
                        "\nprocess_start_time_seconds ",
                        "\nprocess_open_fds ",
                        "\nprocess_max_fds ",
                        "\nprocess_resident_memory_bytes ");
    }

    @Test
    void explainsEachMetric() {
        telemetry.reviews().expectReviews(Outcome.PATCHED, "");
        telemetry.reviews().expectPorts("bypass", "PROBE_PORT");
        telemetry.server().showInFlight(() -> 0, () -> 0);
        telemetry.watches().showSnapshot("services", () -> Duration.ZERO, () -> true);
        telemetry.certificates().show(CertificateKind.LEAF, Optional::empty);
        telemetry.operator().showUpkeep(() -> true, () -> true);
        telemetry.operator().showOrder(() -> true);

        assertThat(telemetry.scrape().lines().filter(line -> line.startsWith("# HELP ")))
                .hasSizeGreaterThan(Metric.values().length)
                .allMatch(line -> line.matches("# HELP \\S+ \\S.*"));
    }

    @Test
    void showsWhatIsExpectedBeforeTheFirst() {
        telemetry.reviews().expectReviews(Outcome.AUDITED, "");
        telemetry.reviews().expectPorts("bypass", "PROBE_PORT");
        telemetry.reviews().reviewed(Outcome.AUDITED, "");

        assertThat(telemetry.scrape())
                .contains(
                        "probe_bypass_reviews_total{outcome=\"audited\",reason=\"\"} 1.0\n",
                        "probe_bypass_ports_total{reason=\"PROBE_PORT\",verdict=\"bypass\"} 0.0\n");
    }
}
