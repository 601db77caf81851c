"""Interfaces whose answers are known: an office names one and gives only its own address or token.

Official: `wechat-freepublish` shows what was 发布 and not what was 群发, and nothing of accounts
that are not certified, so an empty list of it proves nothing. `open-douyin` shows the videos of an
account that authorised us. The others are programs that an office runs itself (`werss`,
`wewe-rss`) or the public catalogue of one province's platform (`gkmlpt`).
"""

from checker.core.source import JsonSource

PRESETS: dict[str, JsonSource] = {
    "wechat-freepublish": JsonSource(
        kind="json",
        base="https://api.weixin.qq.com",
        url="{base}/cgi-bin/freepublish/batchget?access_token=${WECHAT_TOKEN_{id}}",
        method="POST",
        body='{"offset":0,"count":20,"no_content":1}',
        items="item",
        title="content.news_item[0].title",
        link="content.news_item[0].url",
        time="update_time",
        time_kind="s",
        text="content.news_item[0].digest",
        error="errcode && errmsg",
    ),
    "open-douyin": JsonSource(
        kind="json",
        base="https://open.douyin.com",
        url="{base}/api/douyin/v1/video/video_list/?open_id={id}&cursor={next}&count=20",
        headers={"access-token": "${DOUYIN_TOKEN_{id}}"},
        items="data.list",
        title="title",
        link="share_url",
        time="create_time",
        time_kind="s",
        pinned="is_top",
        error="data.error_code && data.description",
        next="data.has_more && to_string(data.cursor)",
        first="0",
        pages=2,
    ),
    "werss": JsonSource(
        kind="json",
        url="{base}/feed/{id}.json",
        items="items",
        title="title",
        link="link",
        time="updated",
        text="description",
    ),
    "wewe-rss": JsonSource(
        kind="json",
        url="{base}/feeds/{id}.json",
        items="items",
        title="title",
        link="url",
        time="date_published || date_modified",
        text="content_html",
    ),
    "gkmlpt": JsonSource(
        kind="json",
        url="{base}/gkmlpt/api/all/{id}",
        items="articles",
        title="title",
        link="post_url || url",
        time="display_publish_time || first_publish_time || date",
        time_kind="s",
    ),
}


class UnknownPreset(Exception):
    """A preset that is none of ours; the message names those there are."""


def with_preset(source: JsonSource) -> JsonSource:
    """The definition with whatever it leaves out taken from its preset; raises UnknownPreset."""
    if not source.preset:
        return source
    known = PRESETS.get(source.preset)
    if known is None:
        raise UnknownPreset(
            f"没有预设 {source.preset}，可用：{'、'.join(PRESETS)} · "
            f"no preset {source.preset}; there are {', '.join(PRESETS)}"
        )
    own = {name: getattr(source, name) for name in source.model_fields_set}
    return known.model_copy(update=own)
