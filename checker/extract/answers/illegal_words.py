"""Words by which gambling and pornography pages advertise, and words that excuse a page.

Data only. `play` words are said by those who offer the thing, `place` words also by travel pages
and by the news; so places count only beside play. `excuses` stand in pages that warn of it,
report on it or belong to the official lotteries.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Trade:
    """One forbidden trade: the words of its advertisements."""

    name: Literal["gambling", "pornography"]
    title: str
    play: tuple[str, ...]
    place: tuple[str, ...] = ()


TRADES: tuple[Trade, ...] = (
    Trade(
        "gambling",
        "赌博",
        play=(
            "百家乐", "百家樂", "老虎机", "老虎機", "时时彩", "時時彩", "六合彩", "六合采",
            "北京赛车", "幸运飞艇", "极速赛车", "分分彩", "大发快三", "pk10", "pk拾",
            "真人娱乐", "真人娛樂", "真人视讯", "真人荷官", "美女荷官", "电子游艺", "電子遊藝",
            "现金网", "現金網", "博彩", "体育投注", "體育投注", "在线投注", "投注平台", "投注网",
            "下注", "赔率", "彩金", "首存", "存送", "返水", "洗码", "打码量", "棋牌娱乐",
            "开元棋牌", "现金棋牌", "真钱棋牌", "真金棋牌", "棋牌平台", "捕鱼游戏", "电玩捕鱼",
            "彩票平台", "彩票开户", "彩票注册", "开户送", "注册送", "充值送", "六合开奖",
            "特码", "一肖一码", "三肖", "白小姐", "香港马会", "炸金花", "扎金花", "德州扑克",
            "赌球", "网赌", "盘口", "滚球", "bet365", "betway", "188bet", "12bet", "bwin",
            "fun88", "dafabet", "1xbet", "sportsbook", "online casino", "slot online", "slot gacor",
            "judi online", "situs slot",
        ),
        place=(
            "新葡京", "葡京娱乐", "威尼斯人", "太阳城", "太陽城", "金沙娱乐", "澳门金沙",
            "永利娱乐", "永利国际", "银河娱乐", "皇冠体育", "皇冠现金", "皇冠国际", "必威", "亚博",
            "万博体育", "伟德国际", "韦德国际", "金宝博", "乐天堂", "沙巴体育", "365体育", "立博",
            "娱乐城", "娛樂城", "娱乐场", "赌场", "賭場", "澳门赌", "棋牌游戏", "ag真人", "bbin",
            "mg电子", "pt老虎", "开云体育", "乐鱼体育", "华体会", "爱游戏体育", "九游会", "半岛体育",
            "星空体育", "米兰体育", "江南体育", "贝博",
        ),
    ),
    Trade(
        "pornography",
        "色情",
        play=(
            "成人视频", "成人電影", "成人电影", "成人网站", "成人网", "成人小说", "成人图片",
            "色情视频", "色情电影", "三级片", "黄片", "毛片", "a片", "av在线", "日本av", "免费av",
            "亚洲av", "国产av", "亚洲无码", "日韩无码", "无码高清", "有码中文", "中文字幕av",
            "国产自拍", "偷拍自拍", "自拍偷拍", "国产偷拍", "激情视频", "激情小说", "裸聊", "约炮",
            "一夜情", "情色", "淫荡", "淫乱", "乱伦", "人妻", "熟女", "艳照", "床戏", "福利姬",
            "一区二区三区", "久久精品", "久久热", "麻豆传媒", "麻豆精品", "伦理片", "午夜福利",
            "宅男福利", "福利视频", "无遮挡", "欧美性", "性爱", "做爱", "porn", "xxx video",
            "sex video", "hentai", "未满18岁", "未满十八岁",
        ),
    ),
)  # fmt: skip

EXCUSES: tuple[str, ...] = (
    "打击", "查处", "查获", "抓获", "捣毁", "破获", "侦破", "涉赌", "涉黄", "扫黄", "赌博罪",
    "赌博案", "开设赌场罪", "赌博违法", "聚众赌博", "参与赌博", "网络赌博", "跨境赌博", "反赌",
    "禁赌", "拒绝赌博", "远离赌博", "反诈", "诈骗", "防范", "远离", "严禁", "整治", "取缔",
    "警方", "民警", "公安机关", "派出所", "检察院", "举报", "判处", "刑拘", "拘留", "犯罪",
    "嫌疑人", "案件", "案例", "通报", "有害信息", "未成年人保护", "净网", "清朗", "福利彩票",
    "体育彩票", "福彩", "体彩", "公益金", "责任彩票", "旅游攻略", "酒店预订",
)  # fmt: skip

FOR_SALE: tuple[str, ...] = (
    "域名出售", "域名转让", "出售域名", "域名正在出售", "域名可出售", "此域名出售", "购买此域名",
    "购买该域名", "域名待售", "域名停放", "域名已过期", "域名已经过期", "域名到期", "域名交易",
    "this domain is for sale", "domain is for sale", "domain for sale", "buy this domain",
    "domain may be for sale", "inquire about this domain", "this domain has expired",
    "domain has expired", "domain parking", "parked free", "is parked",
)  # fmt: skip
"""What a page says whose name nobody uses any more; all in lower case."""

PARKING_HOSTS: tuple[str, ...] = (
    "sedoparking.com", "parkingcrew.net", "bodis.com", "parklogic.com", "hugedomains.com",
    "afternic.com", "dan.com/buy-domain", "above.com/marketplace", "domainmarket.com",
    "voodoo.com", "skenzo.com", "ztomy.com", "parking.ename", "4.cn/buydomain",
)  # fmt: skip
"""Where the scripts and frames of parking pages come from."""
