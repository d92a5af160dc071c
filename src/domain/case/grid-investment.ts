/** 估算: parts add up to the total, all in fen. */
export interface Estimate {
  totalFen: number;
  lineFen: number;
  transformerFen: number;
  meteringFen: number;
  civilFen: number;
  permitFen: number;
  otherFen: number;
}

/** 配套电网投资: what the bureau builds at its own cost so that a customer can be connected. */
export interface GridInvestment {
  projectName: string;
  scope: string;
  voltageKv: number;
  estimate: Estimate;
  fundingSource: "annual-package" | "special-item" | "group-company" | "other";
  fundingNote?: string | undefined;
  expectedKva: number;
  expectedKwhPerYear: number;
  expectedStartOn: string;
  plannedFinishOn: string;
  /** What else was considered, and why it was not chosen. */
  alternatives: string;
  reason: string;
  drawnUpBy: string;
}
