/** Reads name, phone and address out of one pasted line, as people forward it from a shop or a chat. */

export interface Read {
  name: string;
  phone: string;
  /** Province, city and district as far as the line names them; empty strings otherwise. */
  province: string;
  city: string;
  district: string;
  /** What is left: street, estate, building, flat. */
  street: string;
}

const LABELS = /(?:收货人|收件人|联系人|姓名|名字|手机号码|手机号|手机|联系电话|电话|所在地区|地区|详细地址|收货地址|地址|邮编|name|phone|mobile|address)\s*[:\uff1a]\s*/gi;
const LANDLINE = /(?<!\d)0\d{2,3}[-\s]?\d{7,8}(?!\d)/g;
const PHONE = /(?<!\d)(?:\+?86[-\s]?)?(1[3-9]\d)[-\s]?(\d{4})[-\s]?(\d{4})(?!\d)/;
const POSTCODE = /(?<!\d)\d{6}(?!\d)/;
// Names of any script: 欧阳娜娜, 买买提·吐尔逊, Li Wei. Words that only addresses have are not names.
const NAME = /^[\p{Script=Han}·•.]{2,15}$|^[\p{L}][\p{L}\s.'’-]{1,40}$/u;
const PLACE = /[省市区县旗镇乡村路街道巷弄号栋幢楼室单元苑园小区]|\d/;
const TITLES = /(先生|女士|小姐|老师|阿姨|叔叔)$/;
const PROVINCE = /^(北京|天津|上海|重庆)市?|^(内蒙古|广西|西藏|宁夏|新疆)(?:\p{Script=Han}{0,3}自治区)?|^(\p{Script=Han}{2,3})省/u;
const MUNICIPALITIES = new Set(["北京市", "天津市", "上海市", "重庆市"]);
const CITY = /^(\p{Script=Han}{2,10}?(?:自治州|地区|盟|市))/u;
// A function zone (高新技术产业开发区) is a district here; the shortest match that ends a word of two or more.
const DISTRICT = /^(\p{Script=Han}{1,14}?(?:开发区|高新区|新区|度假区|自治县|自治旗|区|县|旗|市))/u;

/** Null when the line has neither a phone nor anything that looks like an address. */
export function readPasted(line: string): Read | null {
  let rest = line.replace(LABELS, " ").replace(/[\r\n\t,\uff0c;\uff1b|/、]+/g, " ").replace(/[ ]+/g, " ").trim();
  const found = PHONE.exec(rest);
  const phone = found ? found.slice(1).join("") : "";
  if (found) rest = rest.replace(found[0], " ").trim();
  rest = rest.replace(LANDLINE, " ").replace(POSTCODE, " ").trim();
  const words = rest.split(/\s+/).filter(Boolean);
  const name = takeName(words);
  const address = words.join(/[A-Za-z]/.test(words.join("")) ? " " : "");
  if (!phone && !PLACE.test(address)) return null;
  return { name, phone, ...splitPlace(address) };
}

/** Removes the name from `words` and returns it: the shortest word that can be one and is no place. */
function takeName(words: string[]): string {
  const han = words.filter((word) => NAME.test(word) && /\p{Script=Han}/u.test(word) && !PLACE.test(word) && !PROVINCE.test(word));
  const chosen = han.sort((one, other) => one.length - other.length)[0];
  if (chosen !== undefined) {
    words.splice(words.indexOf(chosen), 1);
    return chosen.replace(TITLES, "") || chosen;
  }
  // Latin names come in several words, first or last in the line, without digits.
  const latin: string[] = [];
  while (words[0] !== undefined && /^\p{Script=Latin}[\p{L}.'’-]*$/u.test(words[0]) && latin.length < 3 && words.length > 1) latin.push(words.shift()!);
  return latin.join(" ");
}

/** Province, city and district off the front of an address. */
export function splitPlace(address: string): Pick<Read, "province" | "city" | "district" | "street"> {
  let rest = address.trim();
  let province = "";
  let city = "";
  const first = PROVINCE.exec(rest);
  if (first) {
    province = first[1] ? `${first[1]}市` : first[0];
    rest = rest.slice(first[0].length).trim();
  }
  if (MUNICIPALITIES.has(province)) rest = rest.replace(new RegExp(`^${province}`), "");
  else {
    const second = CITY.exec(rest);
    // 即墨市 after 青岛市 is a district; the first one named is the city.
    if (second && !/区$/.test(second[1]!)) {
      city = second[1]!;
      rest = rest.slice(city.length).trim();
    }
  }
  const third = DISTRICT.exec(rest);
  const district = third && !/小区$/.test(third[1]!) ? third[1]! : "";
  return { province, city, district, street: rest.slice(district.length).trim() };
}
