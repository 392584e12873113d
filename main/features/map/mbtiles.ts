/** Reads tiles from an MBTiles 1.3 file. The file is a stranger's: opened read-only and immutable, nothing in its schema is trusted. */
import { pathToFileURL } from 'node:url';
import sqlite3 from 'sqlite3';
import { AppError } from '#shared/contract/errors.ts';
import { sniffTile, type TileType } from './tile-type.ts';

const MAX_TILE_BYTES = 2 * 1024 * 1024;

export interface MbtilesFacts {
  format: 'vector' | 'raster';
  minZoom: number;
  maxZoom: number;
}

export interface Tile {
  bytes: Buffer;
  type: TileType;
}

export class Mbtiles {
  readonly facts: MbtilesFacts;
  readonly #db: sqlite3.Database;

  private constructor(db: sqlite3.Database, facts: MbtilesFacts) {
    this.#db = db;
    this.facts = facts;
  }

  /** Opens the file. NOT_FOUND when it is no usable MBTiles file. */
  static async open(file: string): Promise<Mbtiles> {
    const url = `${pathToFileURL(file).href}?mode=ro&immutable=1`;
    const db = await new Promise<sqlite3.Database>((resolve, reject) => {
      const opened = new sqlite3.Database(url, sqlite3.OPEN_READONLY | sqlite3.OPEN_URI, (error) => (error ? reject(error) : resolve(opened)));
    });
    try {
      await exec(db, 'pragma trusted_schema = off; pragma query_only = on; pragma cell_size_check = on;');
      const rows = await all(db, "select name, value from metadata where name in ('format', 'minzoom', 'maxzoom')", []);
      const metadata = new Map(rows.map((row) => [String(row['name']), String(row['value'])]));
      const format = metadata.get('format') === 'pbf' ? 'vector' : 'raster';
      return new Mbtiles(db, { format, minZoom: zoomOf(metadata.get('minzoom'), 0), maxZoom: zoomOf(metadata.get('maxzoom'), 18) });
    } catch (error) {
      db.close();
      throw new AppError('NOT_FOUND', 'the file is no MBTiles file', { reason: 'mbtiles' }, { cause: error });
    }
  }

  /** The tile in the usual scheme (y from the north), or null when there is none, it is too large or of no known type. */
  async tile(z: number, x: number, y: number): Promise<Tile | null> {
    const size = 2 ** z;
    if (!Number.isInteger(z) || z < 0 || z > 24 || x < 0 || x >= size || y < 0 || y >= size) return null;
    // MBTiles counts rows from the south (TMS).
    const row = size - 1 - y;
    const rows = await all(
      this.#db,
      'select tile_data from tiles where zoom_level = ? and tile_column = ? and tile_row = ? and length(tile_data) <= ? limit 1',
      [z, x, row, MAX_TILE_BYTES],
    );
    const bytes = rows[0]?.['tile_data'];
    if (!Buffer.isBuffer(bytes)) return null;
    const type = sniffTile(bytes, this.facts.format);
    return type ? { bytes, type } : null;
  }

  close(): Promise<void> {
    return new Promise((resolve, reject) => this.#db.close((error) => (error ? reject(error) : resolve())));
  }
}

function zoomOf(text: string | undefined, fallback: number): number {
  const value = Number(text);
  return text !== undefined && Number.isInteger(value) && value >= 0 && value <= 24 ? value : fallback;
}

function all(db: sqlite3.Database, sql: string, parameters: readonly number[]): Promise<Record<string, unknown>[]> {
  return new Promise((resolve, reject) => db.all<Record<string, unknown>>(sql, [...parameters], (error, rows) => (error ? reject(error) : resolve(rows))));
}

function exec(db: sqlite3.Database, sql: string): Promise<void> {
  return new Promise((resolve, reject) => db.exec(sql, (error) => (error ? reject(error) : resolve())));
}
