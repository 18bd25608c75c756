import ConfigShow from './show.js'

export default class Config extends ConfigShow {
  static override summary = 'Show, write or describe the settings of this project'
  static override examples = ['<%= config.bin %> config', '<%= config.bin %> config init']
}
