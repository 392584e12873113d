/** The host's plain detail of a custody entry in words of the screen: camera numbers and the centre's clock. Pure. */

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;
const SPAN = /(\d{4}-\d\d-\d\dT[\d:.]+Z)\/(\d{4}-\d\d-\d\dT[\d:.]+Z)/g;

/** Ids of cameras that are known become their numbers, UTC stretches the centre's time; everything else stands as written. */
export function custodyWords(detail: string, numberOf: (cameraId: string) => string | null, stretch: (from: number, to: number) => string): string {
  return detail
    .replace(ID, (id) => numberOf(id) ?? id)
    .replace(SPAN, (whole, from: string, to: string) => {
      const [begins, ends] = [Date.parse(from), Date.parse(to)];
      return Number.isNaN(begins) || Number.isNaN(ends) ? whole : stretch(begins, ends);
    });
}
