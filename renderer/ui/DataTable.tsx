import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';
import { Icon } from './Icon.tsx';

export interface Column<Row> {
  key: string;
  header: ReactNode;
  /** Pixels; without it the column shares the rest. */
  width?: number;
  align?: 'start' | 'end';
  sorted?: 'ascending' | 'descending';
  className?: string;
  cell: (row: Row) => ReactNode;
}

interface DataTableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** How many there are in all, loaded or not. */
  totalCount?: number;
  selectedKey?: string | null;
  onSelect?: (row: Row) => void;
  onOpen?: (row: Row) => void;
  /** Called when the last loaded rows come into view. */
  onEndReached?: () => void;
  rowHeightPx?: number;
}

/** A real table of which only the rows in view stand in the document; quick at any length. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, totalCount, selectedKey, onSelect, onOpen, onEndReached, rowHeightPx = 28 } = props;
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeightPx,
    overscan: 12,
    scrollPaddingStart: rowHeightPx,
    initialRect: { width: 1200, height: 900 },
  });
  const items = virtual.getVirtualItems();
  const first = items[0];
  const last = items.at(-1);
  const before = first ? first.start : 0;
  const after = last ? virtual.getTotalSize() - last.end : 0;
  const isAtEnd = last !== undefined && last.index >= rows.length - 1;
  useEffect(() => {
    if (isAtEnd) onEndReached?.();
  }, [isAtEnd, onEndReached, rows.length]);
  const selectedIndex = selectedKey === null || selectedKey === undefined ? -1 : rows.findIndex((row) => rowKey(row) === selectedKey);
  const shownKey = useRef<string | null>(null);
  useEffect(() => {
    // Only when the choice moves: new rows above must not pull the list about.
    if (selectedIndex < 0 || shownKey.current === selectedKey) return;
    shownKey.current = selectedKey ?? null;
    virtual.scrollToIndex(selectedIndex, { align: 'auto' });
  }, [selectedKey, selectedIndex, virtual]);
  return (
    <div ref={box} className="tbl-box" role="region" aria-label={label} tabIndex={0}>
      <table className="tbl" aria-rowcount={(totalCount ?? rows.length) + 1}>
        <colgroup>
          {columns.map((column) => (
            <col key={column.key} style={column.width === undefined ? undefined : { inlineSize: column.width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.align === 'end' ? 'r' : undefined} aria-sort={column.sorted}>
                {column.header} {column.sorted ? <Icon name={column.sorted === 'descending' ? 'chevron-down' : 'chevron-up'} /> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 ? <Spacer heightPx={before} columns={columns.length} /> : null}
          {items.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const isSelected = item.index === selectedIndex;
            return (
              <tr
                key={rowKey(row)}
                aria-rowindex={item.index + 2}
                aria-selected={onSelect ? isSelected : undefined}
                className={isSelected ? 'sel' : undefined}
                onClick={() => onSelect?.(row)}
                onDoubleClick={() => onOpen?.(row)}
              >
                {columns.map((column) => (
                  <td key={column.key} className={[column.align === 'end' ? 'r' : '', column.className ?? ''].filter(Boolean).join(' ') || undefined}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
          {after > 0 ? <Spacer heightPx={after} columns={columns.length} /> : null}
        </tbody>
      </table>
    </div>
  );
}

function Spacer({ heightPx, columns }: { heightPx: number; columns: number }) {
  return (
    <tr className="spacer" aria-hidden="true">
      <td colSpan={columns} style={{ blockSize: heightPx }} />
    </tr>
  );
}
