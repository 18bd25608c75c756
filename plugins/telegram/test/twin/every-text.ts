import {type Part, plain} from './twin-chat.js'

export const t = (type: string, text: string, extra?: string): Part => ({
  type,
  text,
  ...(extra !== undefined && {extra}),
})

/** Texts with every entity, alone, at the ends and side by side. */
export const TEXTS: ReadonlyArray<readonly Part[]> = [
  [plain('plain')],
  [plain('two\nlines\n\nand three')],
  [plain('a  b   c\ttab')],
  [plain('1 < 2 && "x" > \'y\' &amp; <b>no</b>')],
  [plain('form feed \f, bell \u0007, C:\\x41, \u2028line\u2029paragraph')],
  [plain('\u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627 \u202E x \u{1F1FA}\u{1F1E6} e\u0301')],
  [t('bold', 'b'), t('italic', 'i'), t('underline', 'u'), t('strikethrough', 's'), t('code', 'c'), t('spoiler', 'sp')],
  [plain('see '), t('text_link', 'docs', 'https://example.com/a?b=1&c=2'), plain(' now')],
  [t('text_link', 'https://example.com', 'https://example.com/')],
  [t('text_link', 'bücher', 'https://xn--bcher-kva.example/päth/ü?q=ä')],
  [t('text_link', 'app', 'tg://resolve?domain=ada')],
  [t('text_link', 'no scheme', 'example.com/x')],
  [
    t('link', 'example.com'),
    plain(' '),
    t('link', 'https://bücher.example/ü'),
    plain(' '),
    t('link', 'HTTP://Example.COM/A'),
  ],
  [t('link', 'https://example.com/%7Euser?q=a%20b#c')],
  [
    t('mention', '@ada_example'),
    plain(' '),
    t('mention_name', 'Ada', '1'),
    plain(' '),
    t('hashtag', '#tag'),
    t('cashtag', '$USD'),
    t('bot_command', '/start@bot'),
  ],
  [
    t('email', 'a@example.com'),
    plain(' '),
    t('phone', '+1 555 010-99'),
    plain(' '),
    t('bank_card', '4242424242424242'),
  ],
  [
    t('custom_emoji', '👍', 'stickers/AnimatedSticker (1).tgs'),
    t('custom_emoji', '🔥', '(unavailable)'),
    t('custom_emoji', '🙂', '5368324170671202286'),
  ],
  [t('blockquote', 'quoted\ntwice'), plain('\nanswer')],
  [plain('before\n'), t('blockquote', 'folded', '1'), plain('after')],
  [t('pre', 'x = 1\n  y = 2\n', '')],
  [plain('run:\n'), t('pre', '```\nfenced', ''), plain('\ndone')],
  [plain('inline '), t('pre', 'code', ''), t('bold', 'bold')],
  [t('bold', 'all bold\nin two lines'), plain('')],
  [t('italic', 'ends in an emoji 😀'), plain('')],
  [t('unknown', 'unknown'), plain(' end')],
]
