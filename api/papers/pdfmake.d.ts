/** The parts of pdfmake that are used here. The published types would add the globals of browsers to all files. */
declare module 'pdfmake' {
  export type Content =
    | string
    | Content[]
    | {
        text?: string | Content[]
        stack?: Content[]
        table?: {
          body: Content[][]
          widths?: (string | number)[]
          headerRows?: number
        }
        layout?: string
        style?: string
        /** The number of a text, which pdfmake copies to its lines. */
        piece?: number
        [look: string]: unknown
      }

  export interface DocumentDefinition {
    content: Content[]
    [part: string]: unknown
  }

  /** The positions on a page, in points from its upper left corner. */
  export interface LaidOutPage {
    pageSize: { width: number; height: number }
    items: {
      type: string
      item: {
        x: number
        y: number
        inlines: { text: string; x: number; width: number; height: number; piece?: number }[]
      }
    }[]
  }

  export interface TableLayout {
    hLineWidth(line: number, node: { table: { body: unknown[]; headerRows?: number } }): number
    vLineWidth(): number
    hLineColor(line: number): string
    paddingLeft(column: number): number
    paddingRight(column: number, node: { table: { widths: unknown[] } }): number
  }

  const pdfmake: {
    virtualfs: { writeFileSync(name: string, content: Buffer): void }
    addFonts(fonts: Record<string, Record<string, string>>): void
    addTableLayouts(layouts: Record<string, TableLayout>): void
    setUrlAccessPolicy(isAllowed: (url: string) => boolean): void
    setLocalAccessPolicy(isAllowed: (path: string) => boolean): void
    createPdf(definition: DocumentDefinition): {
      getBuffer(): Promise<Buffer>
      getStream(): Promise<{ _pdfMakePages: LaidOutPage[] }>
    }
  }

  // biome-ignore lint/style/noDefaultExport: the package has one
  export default pdfmake
}
