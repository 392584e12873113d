// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest';
import { stepRegion } from '#renderer/app/region-stepping.ts';

beforeEach(() => {
  document.body.innerHTML = `
    <header data-region="top" tabindex="-1"><button id="search"></button></header>
    <nav data-region="rail" tabindex="-1"><a id="monitor" href="#/monitor"></a></nav>
    <main data-region="main" tabindex="-1">
      <div data-region="tools"><input id="filter" /></div>
      <button id="row"></button>
      <aside data-region="side" id="side"></aside>
    </main>
    <section data-region="strip" tabindex="-1"><button id="alarm"></button></section>`;
});

const focused = () => document.activeElement?.id;

it('goes once round through every region, out of a text field and through regions within regions', () => {
  const way = Array.from({ length: 7 }, () => {
    stepRegion(1);
    return focused();
  });
  expect(way).toEqual(['search', 'monitor', 'filter', 'row', 'side', 'alarm', 'search']);
});

it('goes back the same way', () => {
  document.getElementById('row')?.focus();
  stepRegion(-1);
  expect(focused()).toBe('filter');
});
