import { inputFromBody, inputFromUrl, jsonRoutes } from '@/app/_http/json/json-routes'
import { jsonStream } from '@/app/_http/json/json-stream'
import type { ExportedData } from '@/lib/data-export/export-answer'
import { exportConfirmedData, exportData } from '@/lib/data-export/export-data'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  GET: inputFromUrl(exportData, asFile),
  POST: inputFromBody(exportConfirmedData, asFile),
})

function asFile(data: ExportedData): Response {
  const name = `account-${data.exported_at.slice(0, 10)}.json`
  return jsonStream(data, { 'Content-Disposition': `attachment; filename="${name}"` })
}
