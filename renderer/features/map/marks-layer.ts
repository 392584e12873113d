/** Keeps Leaflet's markers equal to a list, touching only what changed. */
import L from 'leaflet';
import type { Position } from '#shared/contract/scalars.ts';

export interface Mark {
  key: string;
  position: Position;
  /** SVG of our own making; never holds text from outside. */
  svg: string;
  size: readonly [number, number];
  anchor: readonly [number, number];
  /** Spoken and shown on hover; set as text, never as markup. */
  title: string;
  zIndex: number;
  /** A smaller area that takes the pointer, such as the disc inside a cone. */
  className: string;
  onPress: () => void;
}

export class MarksLayer {
  readonly #group = L.layerGroup();
  readonly #standing = new Map<string, { mark: Mark; marker: L.Marker }>();

  constructor(map: L.Map) {
    this.#group.addTo(map);
  }

  sync(marks: readonly Mark[]): void {
    const wanted = new Set(marks.map((mark) => mark.key));
    for (const [key, { marker }] of this.#standing) {
      if (wanted.has(key)) continue;
      marker.remove();
      this.#standing.delete(key);
    }
    for (const mark of marks) this.#put(mark);
  }

  remove(): void {
    this.#group.remove();
    this.#standing.clear();
  }

  #put(mark: Mark): void {
    const before = this.#standing.get(mark.key);
    if (before) {
      const { marker } = before;
      if (before.mark.position.lat !== mark.position.lat || before.mark.position.lng !== mark.position.lng) marker.setLatLng(mark.position);
      if (before.mark.svg !== mark.svg) marker.setIcon(iconOf(mark));
      if (before.mark.zIndex !== mark.zIndex) marker.setZIndexOffset(mark.zIndex);
      before.mark = mark;
      marker.getElement()?.setAttribute('title', mark.title);
      return;
    }
    const marker = L.marker(mark.position, { icon: iconOf(mark), keyboard: false, title: mark.title, zIndexOffset: mark.zIndex, riseOnHover: false });
    marker.on('click', () => this.#standing.get(mark.key)?.mark.onPress());
    marker.addTo(this.#group);
    this.#standing.set(mark.key, { mark, marker });
  }
}

function iconOf(mark: Mark): L.DivIcon {
  return L.divIcon({ html: mark.svg, className: mark.className, iconSize: [...mark.size], iconAnchor: [...mark.anchor] });
}
