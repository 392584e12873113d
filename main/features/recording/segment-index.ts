/** Enters segments into the database; those of many cameras that close within a moment share one transaction. */
import type { Kernel } from '../../kernel/kernel.ts';
import type { Segment } from './archive-types.ts';
import type { ArchiveRepository } from './repository.ts';

const GATHER_MS = 250;

interface Waiting {
  segment: Segment;
  resolve: () => void;
  reject: (reason: unknown) => void;
}

export class SegmentIndex {
  readonly #kernel: Kernel;
  readonly #repository: ArchiveRepository;
  #waiting: Waiting[] = [];

  constructor(kernel: Kernel, repository: ArchiveRepository) {
    this.#kernel = kernel;
    this.#repository = repository;
  }

  /** Resolves once the row is on disk. */
  add(segment: Segment): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ segment, resolve, reject });
      if (this.#waiting.length === 1) setTimeout(() => this.#store(), GATHER_MS);
    });
  }

  #store(): void {
    const group = this.#waiting;
    this.#waiting = [];
    const rows = group.map(({ segment }) => segment);
    this.#kernel.db
      .write((trx) => this.#repository.insertSegments(trx, rows))
      .then(
        () => group.forEach(({ resolve }) => resolve()),
        (error: unknown) => group.forEach(({ reject }) => reject(error)),
      );
  }
}
