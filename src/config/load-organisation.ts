import { checkOrganisation } from "../domain/people/check-organisation.ts";
import type { Organisation } from "../domain/people/organisation.ts";
import { noteProblems, openYaml, type Reading } from "./files.ts";
import { organisationShape, organisationSketch } from "./shapes/organisation.ts";
import { readShape } from "./yaml-file.ts";

/**
 * Reads people and departments and notes what is wrong. With entries that are wrong the rest is given all the
 * same, so that flows can be checked against it; undefined when there is nothing to check against.
 */
export function loadOrganisation(reading: Reading): Organisation | undefined {
  const file = openYaml(reading, "organisation.yaml");
  if (file === undefined) return undefined;
  const organisation =
    readShape(file, organisationShape, reading.findings.problems) ??
    organisationSketch.safeParse(file.data).data;
  if (organisation === undefined) return undefined;
  noteProblems(reading, file, checkOrganisation(organisation));
  return organisation;
}
