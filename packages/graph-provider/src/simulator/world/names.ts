// Names of people and departments in several scripts, each with its Latin form for addresses.

/** A name as it is shown, and in letters of an address. */
export interface Name {
  readonly shown: string;
  readonly latin: string;
}

/** How people of one language are named. */
export interface Naming {
  readonly language: string;
  readonly country: string;
  readonly given: readonly Name[];
  readonly family: readonly Name[];
  readonly isFamilyFirst: boolean;
}

const namings: readonly Naming[] = [
  naming(
    'en-US US',
    'Olivia olivia|Liam liam|Grace grace|Noah noah|Zoë zoe|Ethan ethan|Amelia amelia|Lucas lucas|Ruby ruby|Owen owen',
    'Bennett bennett|O’Connor oconnor|Walker walker|Hughes hughes|Patterson patterson|Reyes reyes|Fitzgerald fitzgerald|Brooks brooks',
  ),
  naming(
    'de-DE DE',
    'Jürgen juergen|Änne aenne|Björn bjoern|Käthe kaethe|Lukas lukas|Marlene marlene|Sören soeren|Greta greta',
    'Müller mueller|Groß gross|Schäfer schaefer|Özdemir oezdemir|Krüger krueger|Weißbach weissbach|von-Bülow von-buelow|Lehmann lehmann',
  ),
  naming(
    'pl-PL PL',
    'Łukasz lukasz|Małgorzata malgorzata|Stanisław stanislaw|Żaneta zaneta|Paweł pawel|Agnieszka agnieszka',
    'Wójcik wojcik|Dąbrowska dabrowska|Kozłowski kozlowski|Źrebiec zrebiec|Święty swiety|Jabłońska jablonska',
  ),
  naming(
    'vi-VN VN',
    'Minh minh|Hương huong|Đức duc|Thảo thao|Quỳnh quynh|Tuấn tuan',
    'Nguyễn nguyen|Trần tran|Phạm pham|Đặng dang|Võ vo|Huỳnh huynh',
    true,
  ),
  naming(
    'ru-RU KZ',
    'Анна anna|Дмитрий dmitrii|Светлана svetlana|Юрий yurii|Ольга olga|Фёдор fedor|Надежда nadezhda|Игорь igor',
    'Шевченко shevchenko|Коваленко kovalenko|Черных chernykh|Бондарь bondar|Долгих dolgikh|Мельник melnik|Гончар gonchar',
  ),
  naming(
    'el-GR GR',
    'Γιώργος giorgos|Ελένη eleni|Νίκος nikos|Κατερίνα katerina|Δημήτρης dimitris|Σοφία sofia',
    'Παπαδάκη papadaki|Ιωάννου ioannou|Βλάχου vlachou|Χρήστου christou|Αθανασίου athanasiou',
  ),
  naming(
    'ar-AE AE',
    'محمد mohammed|فاطمة fatima|يوسف yousef|ليلى layla|عمر omar|نور nour|خالد khalid|مريم maryam',
    'الحداد alhaddad|المنصوري almansoori|خوري khoury|العلي alali|النجار alnajjar|الشامي alshami',
  ),
  naming(
    'he-IL IL',
    'יעל yael|דוד david|נועה noa|אברהם avraham|שרה sara|איתן eitan',
    'כהן cohen|לוי levi|מזרחי mizrahi|פרידמן friedman|ביטון biton',
  ),
  naming(
    'ja-JP JP',
    '健太 kenta|美咲 misaki|翔 sho|さくら sakura|大輔 daisuke|陽子 yoko|蓮 ren|結衣 yui',
    '佐藤 sato|鈴木 suzuki|高橋 takahashi|渡邉 watanabe|小林 kobayashi|齋藤 saito|吉田 yoshida',
    true,
  ),
  naming(
    'zh-CN CN',
    '伟 wei|芳 fang|娜 na|建国 jianguo|秀英 xiuying|雨桐 yutong',
    '王 wang|李 li|张 zhang|刘 liu|欧阳 ouyang|陈 chen',
    true,
  ),
  naming(
    'ko-KR KR',
    '민준 minjun|서연 seoyeon|지훈 jihun|하은 haeun|도윤 doyun|수빈 subin',
    '김 kim|이 lee|박 park|최 choi|정 jeong|남궁 namgung',
    true,
  ),
  naming(
    'hi-IN IN',
    'प्रिया priya|अर्जुन arjun|नेहा neha|विक्रम vikram|दीपिका deepika|राहुल rahul',
    'शर्मा sharma|पटेल patel|गुप्ता gupta|सिंह singh|अय्यर iyer',
  ),
  naming(
    'th-TH TH',
    'สมชาย somchai|กัญญา kanya|ประเสริฐ prasert|มาลี malee|วิชัย wichai',
    'ใจดี jaidee|แสงทอง saengthong|ศรีสุข srisuk|วงศ์ไทย wongthai',
  ),
];

/** The naming of a language at a number. Half of the numbers are people of the first one, as in a company at one place. */
export function namingAt(home: number, number: number): Naming {
  const at = number % 2 === 0 ? home : number >>> 1;
  return namings[at % namings.length] ?? firstNaming();
}

/** Parts of names of groups. */
export const departments: readonly Name[] = names(
  'Finance finance|Vertrieb vertrieb|Бухгалтерия accounting|人事部 hr|الموارد البشرية people|Πωλήσεις sales|Einkauf einkauf|법무팀 legal|Support support|Лаборатория lab|研发 rnd|कार्यालय office',
);

/** Titles of jobs. */
export const jobTitles: readonly (string | null)[] = [
  'Account Manager',
  'Sachbearbeiterin',
  'Инженер',
  '部長',
  'Controller',
  'مهندس',
  null,
  'Systemadministrator',
  'Διευθυντής',
  'Head of Sales',
  null,
];

function naming(place: string, given: string, family: string, isFamilyFirst = false): Naming {
  const [language = '', country = ''] = place.split(' ');
  return { language, country, given: names(given), family: names(family), isFamilyFirst };
}

function names(list: string): readonly Name[] {
  return list.split('|').map((one) => {
    const at = one.lastIndexOf(' ');
    return { shown: one.slice(0, at).replaceAll('-', ' '), latin: one.slice(at + 1) };
  });
}

function firstNaming(): Naming {
  const [one] = namings;
  if (one === undefined) throw new RangeError('There is no naming.');
  return one;
}
