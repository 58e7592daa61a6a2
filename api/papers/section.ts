/** A table of a paper with its heading. */
import type { Content } from 'pdfmake'
import { columnWidths } from './page.ts'

/** Names of the columns, and their shares of the width. */
export type Columns = readonly (readonly [name: string, share: number])[]

export interface Section {
  heading: string
  columns: Columns
  rows: readonly (readonly string[])[]
}

/** Rows may break over pages, because pdfmake drops an unbreakable row that is higher than a page. */
export function printed({ heading, columns, rows }: Section): Content[] {
  const title: Content = { text: heading, style: 'heading' }
  if (rows.length === 0) return [title, { text: '无' }]
  const body: Content[][] = [
    columns.map(([text]): Content => ({ text, bold: true, fontSize: 9 })),
    ...rows.map((row) => row.map((text): Content => ({ text, fontSize: 8 }))),
  ]
  const widths = columnWidths(columns.map(([, share]) => share))
  return [title, { table: { headerRows: 1, widths, body }, layout: 'rows' }]
}
