import {describe, expect, it} from 'vitest'
import {checkNames, type GivenNames, suggestNames} from './plugin-names.js'

describe('suggestNames', () => {
  it.each<[string, GivenNames, string, string, string, string]>([
    ['my-chat', {}, 'my-chat', 'My Chat', 'everport-plugin-my-chat', './my-chat'],
    ['My Chat', {}, 'my-chat', 'My Chat', 'everport-plugin-my-chat', './my-chat'],
    ['Zoë & Co.', {}, 'zoe-co', 'Zoë & Co.', 'everport-plugin-zoe-co', './zoe-co'],
    ['3chat', {}, 'chat', '3chat', 'everport-plugin-chat', './chat'],
    ['a--b', {}, 'a-b', 'A B', 'everport-plugin-a-b', './a-b'],
    ['chat', {id: 'talk'}, 'talk', 'Chat', 'everport-plugin-talk', './talk'],
    ['chat', {name: 'CHAT!', package: '@me/chat', dir: 'x'}, 'chat', 'CHAT!', '@me/chat', 'x'],
  ])('%j with %j', (word, given, id, name, packageName, dir) => {
    expect(suggestNames(word, given)).toEqual({id, name, package: packageName, dir})
  })
})

describe('checkNames', () => {
  const good = suggestNames('my-chat')

  it.each<[string, GivenNames]>([
    ['--id: "" must be', {id: ''}],
    ['--id: "My" must be', {id: 'My'}],
    ['--id: "a/b" must be', {id: 'a/b'}],
    ['--id: there is a source csv already', {id: 'csv'}],
    ['--name: "Bob\'s" must be', {name: "Bob's"}],
    ['--name: "a`b" must be', {name: 'a`b'}],
    ['--name: "\\n" must be', {name: '\n'}],
    ['--package: "My Chat" is no name', {package: 'My Chat'}],
    ['--package: "../x" is no name', {package: '../x'}],
    ['--package: "@me" is no name', {package: '@me'}],
  ])('refuses: %s', (problem, given) => {
    expect(() => checkNames({...good, ...given} as typeof good, ['csv'])).toThrow(problem)
  })

  it('takes names in any script', () => {
    for (const name of ['聊天', 'Zoë & Co.', 'Чат (2)', 'C++ Chat-Room']) checkNames({...good, name}, [])
    for (const name of ['@me/everport-x', 'x.y_z', 'a']) checkNames({...good, package: name}, [])
  })

  it('tells all problems at once', () => {
    expect(() => checkNames({id: '', name: '', package: '', dir: ''}, [])).toThrow(/--id.*\n--name.*\n--package/)
  })
})
