/** What is approved: a supply plan (供电方案) or an investment in the grid (配套电网投资). */
export type ApprovalKind = "supply_plan" | "grid_investment";
