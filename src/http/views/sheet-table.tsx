import type { ComponentChildren, JSX } from "preact";

interface TableProps {
  columns: readonly string[];
  children: ComponentChildren;
}

/** A table on paper and wide screens; on a phone each row is a block and each cell says what it is. */
export function SheetTable({ columns, children }: TableProps): JSX.Element {
  return (
    <table class="sheet-table">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

interface CellProps {
  /** Name of its column. */
  of: string | undefined;
  children: ComponentChildren;
}

export function Cell({ of, children }: CellProps): JSX.Element {
  return (
    <td data-of={of}>
      <span>{children}</span>
    </td>
  );
}
