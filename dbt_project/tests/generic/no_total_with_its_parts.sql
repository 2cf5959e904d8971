{#
    No side of an indicator adds a total to parts of it: that would count the parts twice. What is a total of what follows
    from the identities of the forms; subtracting a part from its total is another matter.
#}
{% test no_total_with_its_parts(model) %}
with

added as (
    select * from {{ model }}
    where sign = 1
),

identities as (
    select * from {{ ref('stg_reference__form_identities') }}
    where rule_id in ('A2', 'A3', 'L1')
),

standing as (
    select
        added.indicator_code,
        added.variant,
        added.form,
        added.side as side_of_fraction,
        identities.rule_id,
        identities.subject,
        identities.side
    from added
    inner join identities
        on
            added.form = identities.form
            and added.table_code = identities.table_code
            and added.row_code = identities.row_code
            and added.column_code = identities.column_code
)

select
    indicator_code,
    variant,
    form,
    side_of_fraction,
    rule_id,
    subject
from standing
group by indicator_code, variant, form, side_of_fraction, rule_id, subject
having count(distinct side) > 1
{% endtest %}
