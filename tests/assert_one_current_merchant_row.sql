-- Every merchant has exactly one current row, and it is what the seed says now.
select merchants.merchant_id, count(dimension.merchant_id) as current_rows
from {{ ref('stg_merchants') }} as merchants
left join {{ ref('dim_merchant') }} as dimension
    on dimension.merchant_id = merchants.merchant_id
    and dimension.is_current
    and dimension.kyc_status = merchants.kyc_status
    and dimension.risk_level = merchants.risk_level
    and dimension.fee_basis_points = merchants.fee_basis_points
group by merchants.merchant_id
having count(dimension.merchant_id) <> 1
