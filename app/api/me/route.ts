import { answer, asks, jsonRoutes, runs } from '@/app/_http/json/json-routes'
import { deleteAccount } from '@/lib/account-deletion/delete-account'
import { updateProfile } from '@/lib/profile/update-profile'
import { whoAmI } from '@/lib/sessions/who-am-i'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  GET: asks(whoAmI, (value) => answer(value)),
  PATCH: runs(updateProfile, (value) => answer(value)),
  DELETE: runs(deleteAccount, (value) => answer(value, 202)),
})
