/** F6 steps between the regions of the screen: top bar, rail, tools, main, composer, side, strip; Shift+F6 back. */

const ORDER = ['top', 'rail', 'tools', 'main', 'composer', 'side', 'strip'];

const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), select, textarea, [tabindex="0"]';

/** Focuses the region after (or before) the one that has the focus now. */
export function stepRegion(step: 1 | -1, root: ParentNode = document): void {
  const regions = ORDER.flatMap((name) => [...root.querySelectorAll<HTMLElement>(`[data-region="${name}"]`)]);
  if (regions.length === 0) return;
  const containing = regions.filter((region) => region.contains(document.activeElement));
  const innermost = containing.find((region) => !containing.some((other) => other !== region && region.contains(other)));
  const at = innermost === undefined ? (step === 1 ? -1 : 0) : regions.indexOf(innermost);
  const next = regions[(at + step + regions.length) % regions.length];
  if (!next) return;
  // One that only shows something takes the focus itself.
  if (!next.hasAttribute('tabindex')) next.tabIndex = -1;
  (firstWithin(next) ?? next).focus();
}

/** A region may hold others, as the page holds its tools: what stands in those is not its own. */
function firstWithin(region: HTMLElement): HTMLElement | undefined {
  return [...region.querySelectorAll<HTMLElement>(FOCUSABLE)].find((element) => element.closest('[data-region]') === region);
}
