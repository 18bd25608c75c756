#!/usr/bin/env node
// Writes oclif.manifest.json of the package in the current folder, for `prepack`. With it, help and completion load no
// command. A manifest is believed even when it is stale, so it belongs into packed packages only.
import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {Plugin, settings} from '@oclif/core'

settings.enableAutoTranspile = false
const root = process.cwd()
const plugin = new Plugin({
  root,
  isRoot: true,
  type: 'core',
  ignoreManifest: true,
  errorOnManifestCreate: true,
  respectNoCacheDefault: true,
})
await plugin.load()
await writeFile(join(root, 'oclif.manifest.json'), `${JSON.stringify(plugin.manifest, null, 2)}\n`)
process.stdout.write(
  `${plugin.name}: ${Object.keys(plugin.manifest.commands).length} commands in oclif.manifest.json\n`,
)
