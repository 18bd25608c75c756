const split = (words: string) => words.split(' ')

/** Words by script, with their share of all texts. Two thirds of the texts are plain ASCII, as in large mixed groups. */
export const SCRIPTS: ReadonlyArray<{share: number; words: readonly string[]}> = [
  {
    share: 0.67,
    words: split(
      'the a to of and is it in that for you was on are with they be at this have from or had by not but what some we can out ' +
        'were all there when up use your how said an each she which do their time if will way about many then them write would like so ' +
        'these her long make thing see him two has look more day could go come did number sound no most people my over know water than ' +
        "call first who may down side been now find any new work part take get place made live where after back little only don't I'll " +
        'deploy branch release tonight tomorrow meeting budget invoice ticket customer server backup password garden tomatoes train station',
    ),
  },
  {
    share: 0.12,
    words: split(
      'привет как дела сегодня завтра спасибо пожалуйста можно нужно сделать работа встреча вечером утром хорошо понял напиши потом ' +
        'вопрос ответ проект деньги билет поезд дом семья друзья фото видео ссылка сервер ошибка почему когда где кто что это только уже',
    ),
  },
  {
    share: 0.07,
    words: split(
      'über straße grüße schön später natürlich café déjà garçon forêt été où mañana niño también corazón ação não você amanhã ' +
        'köszönöm żółć łódź dziękuję příště děkuji çok güzel teşekkürler blåbær smörgås hyvää päivää',
    ),
  },
  {
    share: 0.05,
    words: split(
      'مرحبا كيف حالك اليوم غدا شكرا جزيلا من فضلك اجتماع مشروع رسالة صورة بيت عائلة أصدقاء لماذا متى أين نعم لا',
    ),
  },
  {
    share: 0.03,
    words: split('שלום מה שלומך היום מחר תודה רבה בבקשה פגישה פרויקט הודעה תמונה בית משפחה חברים למה מתי איפה כן לא'),
  },
  {
    share: 0.04,
    words: split(
      '你好 今天 明天 谢谢 请问 会议 项目 消息 图片 家庭 朋友 为什么 什么时候 哪里 可以 不行 ありがとう すみません 会議 写真 내일 감사합니다',
    ),
  },
  {share: 0.02, words: split('नमस्ते आज कल धन्यवाद कृपया बैठक संदेश परिवार दोस्त क्यों कब कहाँ สวัสดี วันนี้ พรุ่งนี้ ขอบคุณ')},
]

/** With variation selectors, joiners, skin tones and flags: several code points that are one sign. */
export const EMOJI = ['😂', '👍', '❤️', '🙏🏽', '🎉', '🔥', '👨‍👩‍👧‍👦', '🇺🇦', '🏳️‍🌈', '✅', '🤷🏻‍♀️', '😭', '👀', '🫠']

export const NAMES = [
  ...[
    'Ana Souza',
    'Ben Okafor',
    'Chiara Rossi',
    "Dmitri O'Neill",
    'Елена Смирнова',
    'Fatima الزهراء',
    'Günther Weiß',
    'Hana 佐藤',
  ],
  ...[
    'Iñaki Etxeberria',
    'Jürgen "JJ" Jansen',
    'Katarzyna Wójcik',
    'Liam 🌱',
    'Maya',
    'नेहा शर्मा',
    'Олег',
    'Priya & Co',
    'דוד כהן',
    'Zoë',
  ],
]
