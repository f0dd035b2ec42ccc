import { inputFromUrl, jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { exportData } from '@/lib/data-export/export-data'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  GET: inputFromUrl(exportData, (data) => {
    const name = `account-${data.exported_at.slice(0, 10)}.json`
    return jsonAnswer(data, 200, { 'Content-Disposition': `attachment; filename="${name}"` })
  }),
})
