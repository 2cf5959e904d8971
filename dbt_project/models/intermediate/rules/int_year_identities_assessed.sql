-- Rules Y1, Y2 and Y3: what a report says of the year before is what that year's report said. One cell without a
-- number, in either report, makes an identity not assessable. Where no two reports can be compared, one row says why.

with

applied as (
    select * from {{ ref('int_year_rules_applied') }}
),

rules as (
    select * from {{ ref('rules') }}
),

terms as (
    select
        *,
        case report when 'previous' then '上年“' else '本年“' end
        || case when subject like 'column:%' then row_label_zh else column_label_zh end || '”'
        || {{ status_zh('status') }} as term_zh,
        case report when 'previous' then 'last year''s "' else 'this year''s "' end
        || case when subject like 'column:%' then row_label_en else column_label_en end || '" '
        || {{ status_en('status') }} as term_en
    from {{ ref('int_year_terms_joined') }}
),

sums as (
    select
        report_id,
        rule_id,
        subject,
        max(table_code) as table_code,
        max(case when side = 'actual' then row_label_zh end) as row_label_zh,
        max(case when side = 'actual' then row_label_en end) as row_label_en,
        max(case when side = 'actual' then column_label_zh end) as column_label_zh,
        max(case when side = 'actual' then column_label_en end) as column_label_en,
        count(case when status <> 'reported' then 1 end) as missing_count,
        count(case when status = 'absent' then 1 end) as absent_count,
        count(case when {{ is_unread('status') }} then 1 end) as unread_count,
        sum(case when side = 'expected' then sign * value end) as expected,
        sum(case when side = 'actual' then sign * value end) as actual,
        {{ listed_text(
            "case when status <> 'reported' then term_zh end", '、', 'report, column_code'
        ) }} as missing_zh,
        {{ listed_text(
            "case when status <> 'reported' then term_en end", ', ', 'report, column_code'
        ) }} as missing_en
    from terms
    group by report_id, rule_id, subject
),

judged as (
    select
        sums.*,
        case
            when sums.missing_count = 0 and abs(sums.expected - sums.actual) <= rules.tolerance then 'agrees'
            when sums.missing_count = 0 then 'differs'
            when sums.unread_count > 0 then 'cells_unread'
            when sums.absent_count = sums.missing_count then 'table_absent'
            else 'cells_missing'
        end as case_code
    from sums
    inner join rules on sums.rule_id = rules.rule_id
)

select
    report_id,
    rule_id,
    subject,
    case case_code when 'agrees' then 'pass' when 'differs' then 'fail' else 'not_assessable' end as outcome,
    case_code,
    cast(case when missing_count = 0 then expected end as decimal(38, 4)) as expected,
    cast(case when missing_count = 0 then actual end as decimal(38, 4)) as actual,
    {{ table_zh('table_code') }} || '“'
    || case when subject like 'column:%' then column_label_zh || '”列' else row_label_zh || '”行' end as subject_zh,
    {{ table_en('table_code') }}
    || case
        when subject like 'column:%' then ', column "' || column_label_en else ', row "' || row_label_en
    end || '"' as subject_en,
    missing_zh as detail_zh,
    missing_en as detail_en,
    case when missing_count > 0 then case_code end as reason_code
from judged
union all
select
    report_id,
    rule_id,
    'report' as subject,
    'not_assessable' as outcome,
    applied as case_code,
    null as expected,
    null as actual,
    {{ table_zh('table_code') }} as subject_zh,
    {{ table_en('table_code') }} as subject_en,
    null as detail_zh,
    null as detail_en,
    applied as reason_code
from applied
where applied <> 'assessable'
