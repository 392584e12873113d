/** The one line a bench prints. */
export interface Figure {
  bench: string;
  unit: string;
  figure: number;
  reference: number;
  /** What the reference is, in words. */
  referenceIs: string;
  detail: Record<string, unknown>;
}

export function printFigure(figure: Figure): void {
  const round = (value: number) => Number(value.toPrecision(4));
  const { bench, unit, referenceIs, detail } = figure;
  process.stdout.write(
    `${JSON.stringify({ bench, unit, figure: round(figure.figure), reference: round(figure.reference), referenceIs, ratio: round(figure.figure / figure.reference), detail })}\n`,
  );
}
