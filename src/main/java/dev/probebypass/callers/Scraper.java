package dev.probebypass.callers;

import java.util.Optional;

/**
 * What has ports scraped.
 *
 * @param kind {@code ServiceMonitor} or {@code PodMonitor}
 * @param namespace where it is, as its key says
 */
public record Scraper(String kind, Optional<String> namespace, String name) {}
