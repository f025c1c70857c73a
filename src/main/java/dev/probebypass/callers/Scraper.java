package dev.probebypass.callers;

/**
 * What has ports scraped.
 *
 * @param kind {@code ServiceMonitor} or {@code PodMonitor}
 */
public record Scraper(String kind, String namespace, String name) {}
