// The files for Prometheus and Grafana, read as data.
import { readFileSync } from "node:fs";
import { parse } from "yaml";

export interface Alarm {
  alert: string;
  expr: string;
  labels: { severity: string };
  annotations: { summary: string };
}

export interface Panel {
  title: string;
  targets: { expr: string }[];
}

export function alarms(): Alarm[] {
  const rules = parse(readFileSync("ops/prometheus-rules.yaml", "utf8")) as {
    groups: { rules: Alarm[] }[];
  };
  return rules.groups.flatMap((group) => group.rules);
}

export function panels(): Panel[] {
  const text = readFileSync("ops/grafana-dashboard.json", "utf8");
  return (JSON.parse(text) as { panels: Panel[] }).panels;
}

/** The names of metrics in an expression, as they stand in the registry: without the endings of a histogram. */
export function metricsIn(expr: string): string[] {
  const names = expr.match(/\b(?:qianpi|process|nodejs)_[a-z0-9_]+/g) ?? [];
  return names.map((name) => name.replace(/_(bucket|sum|count)$/, ""));
}

/** The label names that an expression chooses or groups by, with the metric they belong to. */
export function labelsIn(expr: string): { metric: string; label: string }[] {
  const chosen = [...expr.matchAll(/\b(qianpi_[a-z_]+)\{([^}]*)\}/g)];
  return chosen.flatMap(([, metric = "", inside = ""]) =>
    [...inside.matchAll(/([a-z]+)=~?"/g)].map(([, label = ""]) => ({ metric, label })),
  );
}
