import type { RecipeName } from '../schema'
import { apache } from './apache'
import { caddy } from './caddy'
import { gitea } from './gitea'
import { grafana } from './grafana'
import { nginx } from './nginx'
import { oauth2Proxy } from './oauth2-proxy'
import { openidClient } from './openid-client'
import type { Recipe } from './recipe'

/** The apps that `clients add --for` knows. */
export const recipes: Record<RecipeName, Recipe> = {
  apache,
  nginx,
  caddy,
  'openid-client': openidClient,
  grafana,
  'oauth2-proxy': oauth2Proxy,
  gitea,
}
