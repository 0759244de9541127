select
    merchant_id,
    trim(merchant_name) as merchant_name,
    category,
    country,
    kyc_status,
    risk_level,
    fee_basis_points,
    updated_at
from {{ ref('merchants') }}
