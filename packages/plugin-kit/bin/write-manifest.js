#!/usr/bin/env node
// Writes oclif.manifest.json of the packages in the folders given, or in the current one. With it, help and completion load no
// command. A manifest is believed even when it is stale: every build writes it anew, and it is never committed.
import {writeFile} from 'node:fs/promises'
import {join, resolve} from 'node:path'
import {Plugin, settings} from '@oclif/core'

settings.enableAutoTranspile = false
const folders = process.argv.length > 2 ? process.argv.slice(2) : ['.']
for (const folder of folders) {
  const root = resolve(folder)
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
}
