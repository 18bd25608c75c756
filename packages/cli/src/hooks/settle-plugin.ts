import {existsSync} from 'node:fs'
import type {Interfaces} from '@oclif/core'
import {type PluginOrder, settledOrder} from './plugin-order.js'

/** Before a plugin is installed: what was typed becomes what was meant, or is refused. */
export const settlePlugin: Interfaces.Hook<'plugins:preinstall'> = async ({config, plugin}) => {
  const settled = settledOrder(plugin as PluginOrder, {bin: config.bin, cwd: process.cwd(), exists: existsSync})
  // The object is what is installed next; plugin-plugins has no other way to be told.
  Object.assign(plugin, settled)
}
