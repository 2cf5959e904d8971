"""What a number in prose counts: the list of topics, and the phrases that say so.

Five topics are compared with the statutory tables (`COMPARED_WITH_TABLES`): requests_received, requests_handled,
reconsideration, litigation and normative_documents_made. They are given only when the sentence states the number of
the year for the whole reporting organ; numbers of one channel, unit, kind or other year get a neighbouring topic.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

# Code: (Chinese, English).
TOPICS: dict[str, tuple[str, str]] = {
    "disclosed_total": ("主动公开信息总数", "information disclosed, in total"),
    "disclosed_website": ("网站公开", "information disclosed on websites"),
    "disclosed_gazette": ("公报公开", "information disclosed in the gazette"),
    "disclosed_weibo": ("微博公开", "information disclosed on Weibo"),
    "disclosed_new_media": ("微信等新媒体公开", "information disclosed on WeChat and other new media"),
    "disclosed_other_channel": ("其他渠道公开", "information disclosed by other channels"),
    "disclosed_part": ("公开的某类或某单位信息", "information disclosed: one kind, unit or period"),
    "normative_documents_made": ("本年制发规范性文件", "normative documents made in the year"),
    "normative_documents_repealed": ("废止规范性文件", "normative documents repealed"),
    "normative_documents_in_force": ("现行有效规范性文件", "normative documents in force"),
    "normative_documents_other": ("规范性文件其他口径", "normative documents published, reviewed or counted otherwise"),
    "policy_interpretations": ("政策解读", "policy interpretations published"),
    "requests_received": ("收到申请", "requests received in the year"),
    "requests_handled": ("办结申请", "requests answered in the year"),
    "requests_carried_over": ("结转申请", "requests carried over"),
    "requests_outcome": ("申请办理结果", "requests with one outcome"),
    "requests_part": ("部分申请", "requests of one channel, applicant, unit or period"),
    "reconsideration": ("行政复议", "administrative reconsiderations"),
    "litigation": ("行政诉讼", "administrative lawsuits"),
    "legal_other": ("复议诉讼其他口径", "reconsiderations or lawsuits of one result or kind, or both together"),
    "messages_received": ("收到群众来信留言", "messages and enquiries received"),
    "messages_answered": ("答复群众来信留言", "messages and enquiries answered"),
    "concerns_answered": ("回应关切", "public concerns responded to"),
    "proposals": ("建议提案", "proposals of deputies and committee members"),
    "consultations": ("意见征集", "public consultations"),
    "press_conferences": ("新闻发布会", "press conferences"),
    "trainings": ("培训", "trainings"),
    "visits": ("访问量", "visits and reads"),
    "fees": ("信息公开收费", "fees for information"),
    "procurement_amount": ("政府集中采购金额", "amount of centralised government procurement"),
    "fee_amount": ("行政事业性收费金额", "administrative fees collected"),
    "change": ("增减", "change against another period"),
    "share": ("占比", "share of a whole"),
    "rate": ("比率", "rate"),
    "other": ("其他", "other counted numbers"),
}
COMPARED_WITH_TABLES = frozenset(
    ("requests_received", "requests_handled", "reconsideration", "litigation", "normative_documents_made")
)


class Context(NamedTuple):
    """Where a number or statement stands. Texts are running text; `sentence` is what precedes it in its sentence.

    `reporter` holds the words before the title's 信息公开…报告 without 人民, where the reporting organ is named;
    `section` is a section code; `paragraph` has the topics of the numbers before it in its paragraph.
    """

    sentence: str
    heading: str
    section: str | None
    reporter: str
    year: int | None
    paragraph: frozenset[str] = frozenset()


class Phrase(NamedTuple):
    """The words around a number: `lead` up to it and `tail` after its unit, both within the clause."""

    lead: str
    tail: str
    unit: str
    context: Context


COUNTING = (
    r"(?:共计|总计|合计|总共|累计|一共|共有|共|计|为|达到|达|有|总数|总量|数量|件数|数|量|了|的|是"
    r"|约|近|逾|超过|超|:)*+"
)
_COUNTED = re.compile(COUNTING + "$")

REQUEST = (
    r"(?:(?:政府|政务)?信息(?:依申请)?公开的?申请|依申请公开|依申请(?=件|$)|公开申请|申请公开"
    r"|公开(?:政府|政务)?信息的?申请|信息公开依申请)"
)
_RECEIVED = r"(?:收到|受理|接收|接到|收悉|新收)"
_HANDLED = r"(?:办结|答复|办理|回复|处理|办复|处置)"
_REQUEST_REST = r"(?:政府信息|信息|申请|表|书|信件|信|件|事项|案件|案|业务|事宜)*+"
_REQUEST_UNITS = frozenset("件条份宗起例个封项")

_RECEIVE_THEN_REQUEST = re.compile(rf"(?P<scope>.*){_RECEIVED}(?P<between>.*?){REQUEST}{_REQUEST_REST}$")
_REQUEST_THEN_RECEIVE = re.compile(
    rf"(?P<scope>.*?){REQUEST}{_REQUEST_REST}(?P<between>.{{0,8}}?){_RECEIVED}(?:申请|件)?$"
)
_RECEIVE_ONLY = re.compile(rf"(?P<scope>.*){_RECEIVED}(?P<between>.{{0,8}}?)$")
_RECEIVE_BARE_REQUEST = re.compile(rf"(?P<scope>.*){_RECEIVED}(?P<between>.{{0,8}}?)申请(?:表|书|件|事项)?$")
_HANDLE_THEN_REQUEST = re.compile(rf"(?P<scope>.*){_HANDLED}(?P<between>.*?){REQUEST}{_REQUEST_REST}$")
_REQUEST_THEN_HANDLE = re.compile(
    rf"(?P<scope>.*?){REQUEST}{_REQUEST_REST}(?P<between>.{{0,8}}?){_HANDLED}(?:{_HANDLED}|完毕|申请)*$"
)
_HANDLE_ONLY = re.compile(rf"(?P<scope>.*?){_HANDLED}(?:{_HANDLED}|完毕|申请)*$")
_TAIL_REQUEST = re.compile(rf"(?P<between>.{{0,10}}?){REQUEST}{_REQUEST_REST}(?:$|[,，。;、)(\n])")
BARE_HANDLED = re.compile(
    r"(?:[,，、;)]*)(?:已经|已|均|全部|共|并|现|目前|实际|合计|都|同时|依法|当年|年内|本年度|共计|予以|其中已|进行|作出)*+"
    rf"{_HANDLED}(?:{_HANDLED}|完毕|了|申请|结果|反馈)*+{COUNTING}$"
)
_ALL = re.compile(r"共|全部|均|都|合计|总")
_ABOUT_REQUESTS = re.compile(REQUEST + r"|信息公开[^,，。;公开]{0,6}申请")
_REQUEST_HEADING = re.compile(r"依申请|申请公开|公开申请")

# Everybody who may apply, and every way to do so, is the whole, however long the list.
_EVERY_APPLICANT = re.compile(
    r"(?:来自)?(?:公民|社会公众|社会各界|人民群众|群众|申请人)[、,，]?(?:法人)?(?:和|或者|或|及|以及|与|、)?(?:其他|其它|社会)?(?:组织)?(?:向[^,，]{0,12}?)?(?:提出|提交|递交)?的?(?=.)"
)
_EVERY_CHANNEL = re.compile(r"通过[^,，]{2,40}?(?:等|各种|多种|各类)[^,，]{0,4}?(?:方式|渠道|途径|形式|平台)")
_PART_OF_REQUESTS = re.compile(
    r"其中|网络|网上|在线|线上|线下|信函|邮寄|邮件|邮箱|挂号|快递|当面|现场|窗口|传真|口头|书面|电子|平台|系统|自然人|个人|法人|企业|公司|"
    r"商业|科研|公益|律师|法律服务|结转|转办|转来|转交|移交|交办|涉及|(?:关于|有关)(?!政府信息公开|信息公开)|方面|类|征地|拆迁|受理点|上半年|下半年|季度|月份|去年|上年|"
    r"上一年|前年|往年|历年|同期|延期|逾期|超期|重复|补正|撤回|撤销|不予|复议|诉讼|投诉|举报|信访|除|另|还|再|计划|预计|每|平均|分别|部分|"
    r"提出|提交|无效|有效|疑难|代表|协助|配合|指导|各地|其余|其他(?!组织)|予以公开|同意公开|不存在|不属于"
)
# 各类, and what only repeats that the number is about requests.
_SAYS_NOTHING = re.compile(r"各类|各种|全系统|(?<=依申请公开)(?:工作|方面|情况|办理)+")
_FOR_ANOTHER = re.compile(r"(?P<office>[\u4e00-\u9fff]{2,20}?(?:办公室|办公厅|办))代表[\u4e00-\u9fff]{1,12}?政府")
_ON_TIME_ONLY = re.compile(r"按时|按期|当场|当日|及时|提前|限期|法定期限|规定时限")
_OUTCOME = re.compile(
    r"予以公开|同意公开|同意部分公开|部分公开|不予公开|不同意公开|无法提供|不予处理|其他处理|不属于|不存在|不掌握|已主动公开|"
    r"告知|重复申请|补正"
)
_OUTCOME_OF_REQUESTS_ONLY = re.compile(r"予以公开|同意公开|不予公开|无法提供|不予处理")
_CARRIED_OVER = re.compile(r"结转|跨年|顺延")

_ORGAN = re.compile(
    r"[\u4e00-\u9fff]{0,20}?(?:局|委员会|管委会|发改委|住建委|卫健委|委办|厅|办公室|政府办|府办|公开办|党政办|乡|镇|街道|中心|大队|支队|"
    r"派出所|管理所|法院|部门|科室|处室|单位|各县|各区|区县|县区)"
)
_WHOLE_SCOPE = re.compile(
    r"全[市县区省州旗镇乡系局委校院厅盟街]|各级|(?:本|我)(?:市|县|区|省|州|镇|乡|街道|局|委|厅|办|院|机关|级|单位|部门|中心|队|处|所|办事处)"
)
_SINCE = re.compile(r"以来")
_SINCE_NEW_YEAR = re.compile(r"(?:今年|本年|本年度|年初|[0-9]{4}年(?:度|1月1日|1月份?)?)以来")
_YEAR = re.compile(r"(?<![0-9〔\[])((?:19|20)[0-9]{2})年")
_PART_OF_YEAR = re.compile(
    r"(?:上|下)半年|季度|截[至止](?:[0-9]{4}年)?(?:[1-9]|10|11)月(?!31)|(?<![0-9])(?:[1-9]|10|11)月(?:份|底|末)"
)

_RECONSIDERATION_END = re.compile(rf"复议(?:案件|案|申请|事项|情况|件)*(?:的|发生)*{COUNTING}$")
_LITIGATION_END = re.compile(rf"诉讼(?:案件|案|申请|事项|情况|件)*(?:的|发生)*{COUNTING}$")
_LEGAL_UNITS = frozenset("件条起例宗次个项")
_PART_OF_LEGAL = re.compile(
    r"维持|纠正|纠错|撤销|驳回|审结|未结|尚未|胜诉|败诉|受理|审理|办理|办结|代理|应诉|一审|二审|再审|上诉|结转|上年|去年|上一年|往年|历年|"
    r"复议机关|复议机构|收到[^,，]{0,12}复议申请|出庭|违法|终止|撤回|调解|责令|直接起诉|复议后|经复议|未经|分别|部分|另|累计|上半年|下半年|季度|涉及(?!政府信息|信息|依申请)"
)
_DISPUTE = re.compile(r"复议|诉讼|起诉")
_NEAR = 16
_ABOUT_DISCLOSURE = re.compile(r"信息公开|政务公开|公开申请|依申请")
_LEGAL_HEADING = re.compile(r"依申请|复议|诉讼")
_EACH = re.compile(r"(?:各|均为|都为|皆为|均是|均)$")

_MAKE = r"(?:制定|制发|制订|制作|出台|印发|统一发布|统一公布|统一登记|统一编号|新制|新出台)"
_MADE_DOCUMENTS = re.compile(
    rf"(?P<scope>.*?){_MAKE}(?:并[\u4e00-\u9fff]{{2}}|和[\u4e00-\u9fff]{{2}}|、[\u4e00-\u9fff]{{2}}|了|的|各类|各项|新的|有关|相关"
    rf"|本级政府和部门|本级|政府|我[市县区省州局镇乡]|全[市县区省州]|以[\u4e00-\u9fff]{{1,12}}名义)*+(?:行政)?规范性文件{COUNTING}$"
)
_DOCUMENTS_MADE = re.compile(rf"(?P<scope>.*?)(?:行政)?规范性文件(?:新)?{_MAKE}{COUNTING}$")
_MAKE_END = re.compile(rf"(?P<scope>.*?){_MAKE}{COUNTING}$")
_MORE_OF_DOCUMENTS = re.compile(
    rf"(?:新|对外|其中|目前|已|均)*+(?:公开|发布|修订|修改|备案|清理|现行有效|继续有效|有效)(?:总数|总量)?{COUNTING}$"
)
_TAIL_DOCUMENTS = re.compile(r"(?:行政)?规范性文件(?:$|[,，。;、)\n])")
_PART_OF_DOCUMENTS = re.compile(
    r"其中|审核|审查|备案|清理|现行|有效|累计|历年|以来|去年|上年|上一年|转发|解读|配套|草案|征求|拟|计划|将|预计|废止|失效|修订|修改|分别|"
    r"上级|各部门|各乡|党内|季度|半年|名义"
)

_COMPARED = re.compile(
    r"(?:同比|环比|较|比|相比|与)[^,，]{0,14}?(?:增|减|升|降|提|多|少|回落|上涨|翻)|(?:增加|增长|减少|下降|上升|提升|提高|回落|增幅|降幅)(?:了|约|近|到|:)*$"
)
_CHANNELS = (
    ("disclosed_gazette", re.compile(r"公报")),
    ("disclosed_weibo", re.compile(r"微博")),
    (
        "disclosed_new_media",
        re.compile(r"微信|公众号|公众平台|新媒体|抖音|头条号?|客户端|[Aa][Pp][Pp]|小程序|快手|视频号|钉钉"),
    ),
    ("disclosed_website", re.compile(r"网站|门户|政务网|政府网|公开网|官网|中心网|信息网|网上|网页|公开平台")),
    (
        "disclosed_other_channel",
        re.compile(
            r"广播|电视|报纸|报刊|公告栏|公示栏|宣传栏|公开栏|公示屏|电子屏|显示屏|彩色屏|大屏|LED|大厅|查阅点|其[他它](?:方式|渠道|途径|形式|平台|媒体)"
        ),
    ),
)
_DISCLOSE = r"(?:公开|发布|公布|公示|推送|更新|刊登|登载|刊发|编发|上传|转载|推发|发送|播发|发文|发稿)"
_INFORMATION = r"(?:信息|消息|推文|图文|稿件|文章|动态|内容|微博|微信|新闻|资讯)"
_DISCLOSES = re.compile(_DISCLOSE)
_COUNTS_WHAT_IS_DISCLOSED = re.compile(rf"{_DISCLOSE}{COUNTING}$")
_DISCLOSED_BY_CHANNEL = re.compile(rf".*{_DISCLOSE}(?:[^、]{{0,5}}?{_INFORMATION})?(?:等)?{COUNTING}$")
_CHANNEL_ALONE = re.compile(
    rf"(?:其中[:,，]?)?[^,，、]{{0,14}}?(?:平台|渠道|方面|类|信息|方式|发布|公开|上|端|号|网站?|微信|微博|公报|新媒体){COUNTING}$"
)
_DISCLOSED_IN_TOTAL = re.compile(
    r"(?P<scope>.*?)(?:主动公开|信息公开|公开|发布)(?:和|、|并|及)?(?:推送|发布|公布|更新)?(?:的)?(?:各类|各种|各项|全部|新增|本级)*(?:政府|政务|公共|相关|有关)*"
    rf"(?:{_INFORMATION}(?:、[^,，、]{{2,8}})*)?(?:等)?{COUNTING}$"
)
_OTHER_OF_LIST = re.compile(r"其中|其他|其余|另|还")
_SAYS_TOTAL = re.compile(r"主动公开|共|累计|总")
_INFORMATION_UNITS = frozenset("条件份篇则个项")
_TAIL_INFORMATION = re.compile(rf"(?:各类|政府|政务|公开|的)*{_INFORMATION}")
_NAMES_INFORMATION = re.compile(_INFORMATION)
_TAIL_NOUN = re.compile(r"(?!均|全部|都|皆|已|并|以上|左右|上下)[\u4e00-\u9fff]{2}")
_KIND_WORD = re.compile(rf"{_DISCLOSE}|{_INFORMATION}")

_INTERPRETED = re.compile(
    rf"解读(?:类|信息|材料|产品|文件|稿件|稿|文章|视频|图片|图解|作品|内容|方案|政策)*(?:公开|发布)?{COUNTING}$|(?:图解|图表|数字化|文字|视频|简明)解读"
)
_TAIL_INTERPRETED = re.compile(r"[^,，]{0,10}解读")
_MESSAGE = re.compile(r"信箱|留言|来信|来电|来访|信件|咨询|诉求|热线|12345|网民|网友|群众来|工单|提问|问政")
_RECEIVED_OR_HANDLED = re.compile(
    rf"(?P<received>{_RECEIVED}|接受|接听|转发|转办|收)|(?P<handled>{_HANDLED}|解答|回应|解决|反馈|办毕)"
)
_CONCERN = re.compile(r"舆情|回应|关切|热点")
_PROPOSAL = re.compile(r"提案|(?:代表|人大|委员|议案).{0,4}(?:建议|议案)|建议、")
_CONSULTATION = re.compile(r"意见征集|征集意见|征求意见|征集调查|民意征集|网上调查|问卷调查|征集")
_PRESS = re.compile(r"发布会")
_TRAINING = re.compile(r"培训")
_VISITS = re.compile(r"访问|浏览|点击|阅读|播放")
_FEES = re.compile(
    r"信息处理费|检索费|复制费|信息公开[^,，]{0,8}(?:收费|费用)|(?:收取|收费|减免)[^,，]{0,6}(?:费|金额)"
)
_PROCURED = re.compile(r"采购[^,，预节]{0,6}(?:金额|总额|额)[^,，预节]{0,4}$")
_CHARGED = re.compile(r"行政事业性收费[^,，减免]{0,8}$")
_SHARE = re.compile(r"占")
_RATE = re.compile(r"率|比例|比重|权重|满意度")


def classify(phrase: Phrase, earlier: Sequence[str]) -> tuple[str, ...]:
    """The topic of a number; two when the sentence gives it for both (行政复议、行政诉讼各1件).

    `earlier` are the topics of the numbers before it in its sentence.
    """
    lead, tail, unit = phrase.lead, phrase.tail, phrase.unit
    if unit in ("%", "个百分点"):
        return (_ratio(lead, unit),)
    if _COMPARED.search(lead):
        return ("change",)
    if unit == "CNY":
        return (_amount(lead),)
    if _DISPUTE.search(lead[-_NEAR:]) or _DISPUTE.search(tail[:_NEAR]):
        return _legal(phrase)
    return (_single_topic(phrase, earlier),)


def _amount(lead: str) -> str:
    """What money is spoken of; fees that the organ waived or saved are none that it took."""
    if _PROCURED.search(lead):
        return "procurement_amount"
    if _CHARGED.search(lead) and "减免" not in lead:
        return "fee_amount"
    return "fees" if _FEES.search(lead) and "行政事业性" not in lead else "other"


def _single_topic(phrase: Phrase, earlier: Sequence[str]) -> str:
    lead, tail = phrase.lead, phrase.tail
    request = _request(phrase, earlier)
    if request:
        return request
    words = f"{lead}\n{tail}"
    if "规范性文件" in words or any(t.startswith("normative") for t in earlier):
        documents = _documents(phrase, earlier)
        if documents:
            return documents
    if _INTERPRETED.search(lead) or _TAIL_INTERPRETED.match(tail):
        return "policy_interpretations"
    if _PROPOSAL.search(words):
        return "proposals"
    if _MESSAGE.search(words):
        return _message(phrase)
    if earlier and BARE_HANDLED.match(lead):
        if "messages_received" in earlier:
            return "messages_answered"
        if "proposals" in earlier:
            return "proposals"
    if _VISITS.search(lead):
        return "visits"
    for topic, pattern in (
        ("press_conferences", _PRESS),
        ("trainings", _TRAINING),
        ("consultations", _CONSULTATION),
        ("concerns_answered", _CONCERN),
    ):
        if pattern.search(words):
            return topic
    return _disclosed(phrase)


def _ratio(lead: str, unit: str) -> str:
    if _COMPARED.search(lead) or unit == "个百分点":
        return "change"
    if _SHARE.search(lead):
        return "share"
    return "rate" if _RATE.search(lead) else "other"


def _without_counting(lead: str) -> str:
    return _COUNTED.sub("", lead, count=1)


def is_of_another_year(context: Context, lead: str) -> bool:
    """Whether a sentence speaks of another year than the report's, of several, or of a part of one."""
    text = context.sentence + lead
    if _PART_OF_YEAR.search(text):
        return True
    since = _SINCE.search(text)
    if since and not _SINCE_NEW_YEAR.search(text):
        return True
    years = [int(year) for year in _YEAR.findall(text)]
    return bool(years) and years[-1] != (context.year if context.year is not None else years[0])


def is_of_a_part(scope: str, reporter: str) -> bool:
    """Whether the words before a verb name an organ that is not the reporting one (县公安局, 各乡镇, 区政府办)."""
    if _WHOLE_SCOPE.search(scope):
        return False
    return any(
        not _names_reporter(match.group().removeprefix("年").replace("人民", ""), reporter)
        for match in _ORGAN.finditer(scope.rsplit("年", 1)[-1])
    )


def _names_reporter(organ: str, reporter: str) -> bool:
    """Whether an organ stands in the title, apart from words before its name; three characters (公安局) must be all."""
    return any(organ[i:] in reporter for i in range(max(1, len(organ) - 3)))


def _request(phrase: Phrase, earlier: Sequence[str]) -> str | None:
    lead, context = phrase.lead, phrase.context
    about_requests = _ABOUT_REQUESTS.search(lead) or _ABOUT_REQUESTS.search(phrase.tail[:_NEAR])
    from_before = any(topic.startswith("requests") for topic in earlier)
    in_their_section = context.section == "applications" or _REQUEST_HEADING.search(context.heading) is not None
    bare_request = ("申请" in lead or phrase.tail.startswith("申请")) and (
        in_their_section or from_before or _ABOUT_REQUESTS.search(context.sentence) is not None
    )
    handled_before = from_before and answers_the_whole(lead, after_part=earlier[-1] == "requests_part")
    outcome = _OUTCOME.search(lead)
    if _OUTCOME_OF_REQUESTS_ONLY.search(lead) and phrase.unit in _REQUEST_UNITS:
        return "requests_outcome"
    result = outcome or _CARRIED_OVER.search(lead)
    if not (about_requests or bare_request or handled_before or (result and (from_before or in_their_section))):
        return None
    if phrase.unit not in _REQUEST_UNITS:
        return None
    if _CARRIED_OVER.search(lead) or _CARRIED_OVER.search(phrase.tail):
        return "requests_carried_over"
    if outcome:
        return "requests_outcome"
    core = _said_of_requests(lead, context.reporter)
    if is_of_another_year(context, lead):
        return "requests_part"
    tail_request = _TAIL_REQUEST.match(phrase.tail)
    for verb, patterns in (
        (
            "requests_received",
            (_RECEIVE_THEN_REQUEST, _REQUEST_THEN_RECEIVE, _RECEIVE_BARE_REQUEST if bare_request else None),
        ),
        ("requests_handled", (_HANDLE_THEN_REQUEST, _REQUEST_THEN_HANDLE, _HANDLE_ONLY if handled_before else None)),
    ):
        for pattern in patterns:
            match = pattern.match(core) if pattern else None
            if match is None and tail_request and pattern is patterns[0]:
                match = (_RECEIVE_ONLY if verb == "requests_received" else _HANDLE_ONLY).match(core)
            if match is None:
                continue
            said = core + (phrase.tail[: tail_request.end()] if tail_request else "")
            if _PART_OF_REQUESTS.search(said) or is_of_a_part(match["scope"], context.reporter):
                return "requests_part"
            if verb == "requests_received":
                if re.search(_HANDLED, core):
                    return "requests_part"
                # 收到5件,受理3件: the second number is what was accepted of the first.
                return "requests_part" if verb in earlier else verb
            if _ON_TIME_ONLY.search(core) or is_of_a_part(context.sentence, context.reporter):
                return "requests_part"
            # 区政府办受理17件,均已答复;答复…17件: the answers are those of the office too.
            only_a_part = "requests_part" in context.paragraph and "requests_received" not in context.paragraph
            return "requests_part" if only_a_part else verb
    return "requests_part"


def answers_the_whole(lead: str, *, after_part: bool) -> bool:
    """Whether a bare 办结 is about all that was received; after 其中网络6件 it must say so (共办结)."""
    return BARE_HANDLED.match(lead) is not None and (not after_part or _ALL.search(lead) is not None)


def _said_of_requests(lead: str, reporter: str) -> str:
    """A lead without what leaves its number the whole: every applicant, every channel, the office that reports."""
    core = _without_counting(lead)
    for pattern in (_EVERY_APPLICANT, _EVERY_CHANNEL, _SAYS_NOTHING):
        core = pattern.sub("", core)
    office = _FOR_ANOTHER.search(core)
    if office and _names_reporter(office["office"].rsplit("年", 1)[-1].replace("人民", ""), reporter):
        core = core[: office.start()] + core[office.end() :]
    return core


def _documents(phrase: Phrase, earlier: Sequence[str]) -> str | None:
    lead, context = phrase.lead, phrase.context
    words = lead + phrase.tail
    here = "规范性文件" in words
    if re.search(r"废止|失效|撤销", words) and (here or "规范性文件" in context.sentence):
        return "normative_documents_repealed"
    goes_on = bool(earlier) and earlier[-1].startswith("normative") and _MORE_OF_DOCUMENTS.match(lead) is not None
    if not here and not goes_on:
        return None
    if re.search(r"现行有效|继续有效|有效(?:的)?(?:行政)?规范性", words):
        return "normative_documents_in_force"
    if goes_on:
        return "normative_documents_other"
    match = _MADE_DOCUMENTS.match(lead) or _DOCUMENTS_MADE.match(lead)
    if match is None and _TAIL_DOCUMENTS.match(phrase.tail):
        match = _MAKE_END.match(lead)
    if (
        match is None
        or _PART_OF_DOCUMENTS.search(words)
        or is_of_another_year(context, lead)
        or is_of_a_part(match["scope"], context.reporter)
    ):
        return "normative_documents_other" if _ends_in_documents(phrase) else None
    return "normative_documents_made"


def _ends_in_documents(phrase: Phrase) -> bool:
    return (
        _without_counting(phrase.lead).endswith("规范性文件")
        or phrase.tail[:10].find("规范性文件") >= 0
        or bool(re.search(r"规范性文件[^,，、]{0,6}$", phrase.lead))
    )


def is_about_disclosure_disputes(context: Context, words: str) -> bool:
    """Whether reconsiderations and lawsuits in a sentence are those about disclosure, not the organ's general ones."""
    return (
        context.section == "legal_review"
        or _LEGAL_HEADING.search(context.heading) is not None
        or _ABOUT_DISCLOSURE.search(context.sentence + words) is not None
    )


def _legal(phrase: Phrase) -> tuple[str, ...]:
    lead, tail, context = phrase.lead, phrase.tail, phrase.context
    words = lead + tail
    if (
        phrase.unit not in _LEGAL_UNITS
        or _PART_OF_LEGAL.search(_said_of_number(lead, tail))
        or not is_about_disclosure_disputes(context, words)
        or is_of_another_year(context, lead)
        or is_of_a_part(context.sentence, context.reporter)
    ):
        return ("legal_other",)
    each = _EACH.search(lead)
    lead = lead[: each.start()] if each else lead
    both = "复议" in lead and "诉讼" in lead
    if both:
        return ("reconsideration", "litigation") if each and _LITIGATION_END.search(lead) else ("legal_other",)
    if _RECONSIDERATION_END.search(lead):
        return ("reconsideration",)
    if _LITIGATION_END.search(lead):
        return ("litigation",)
    if "复议" not in lead and "诉讼" not in lead and "起诉" not in words:
        return (
            ("legal_other",)
            if "复议" in tail and "诉讼" in tail
            else (("reconsideration",) if "复议" in tail else ("litigation",))
        )
    return ("legal_other",)


def _said_of_number(lead: str, tail: str) -> str:
    """What qualifies a number of cases: 3件均获维持 says something of all of them, 3件被维持 may pick them out."""
    return lead if re.match(r"(?:均|全部|都|皆)", tail) else lead + tail


def _message(phrase: Phrase) -> str:
    for text in (phrase.lead, phrase.context.sentence):
        verbs = list(_RECEIVED_OR_HANDLED.finditer(text))
        if verbs:
            return "messages_received" if verbs[-1]["received"] else "messages_answered"
    return "messages_received"


def _disclosed(phrase: Phrase) -> str:
    lead, tail, context = phrase.lead, phrase.tail, phrase.context
    full = lead + (tail if _TAIL_INFORMATION.fullmatch(tail) else "")
    counts_something_else = full == lead and _COUNTS_WHAT_IS_DISCLOSED.search(lead) and _TAIL_NOUN.match(tail)
    channels = [topic for topic, pattern in _CHANNELS if pattern.search(lead)]
    if len(channels) == 1 and not counts_something_else:
        if _DISCLOSED_BY_CHANNEL.match(full):
            return channels[0]
        if _CHANNEL_ALONE.match(lead) and _DISCLOSES.search(context.sentence):
            return channels[0]
        return "disclosed_part" if _DISCLOSES.search(full) else "other"
    total = _DISCLOSED_IN_TOTAL.match(full)
    if total and not counts_something_else and phrase.unit in _INFORMATION_UNITS and _SAYS_TOTAL.search(full):
        whole = not (is_of_a_part(total["scope"], context.reporter) or is_of_another_year(context, lead))
        return "disclosed_total" if whole and not _OTHER_OF_LIST.search(lead) else "disclosed_part"
    if _KIND_WORD.search(lead) or _NAMES_INFORMATION.search(tail[:10]):
        return "disclosed_part"
    return "other"
