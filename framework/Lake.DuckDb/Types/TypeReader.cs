using Lake.DuckDb.Handles;
using Lake.DuckDb.Native;

namespace Lake.DuckDb.Types;

/// <summary>Copies a native type into a <see cref="DuckDbType"/>, which outlives it.</summary>
internal static unsafe class TypeReader
{
    /// <summary>Disposes <paramref name="handle"/>.</summary>
    public static DuckDbType Take(LogicalTypeHandle handle)
    {
        using (handle)
        {
            var type = Read(handle);
            var alias = Memory.TakeText(LogicalTypes.GetAlias(handle));
            return string.IsNullOrEmpty(alias) ? type : type with { Alias = alias };
        }
    }

    private static DuckDbType Read(LogicalTypeHandle handle)
    {
        var id = LogicalTypes.GetId(handle);
        return id switch
        {
            DuckDbTypeId.Decimal => new DuckDbDecimalType(LogicalTypes.DecimalWidth(handle), LogicalTypes.DecimalScale(handle)),
            DuckDbTypeId.Enum => new DuckDbEnumType(EnumValues(handle)),
            DuckDbTypeId.List => new DuckDbListType(Take(LogicalTypes.ListChild(handle))),
            DuckDbTypeId.Array => new DuckDbArrayType(Take(LogicalTypes.ArrayChild(handle)), checked((int)LogicalTypes.ArraySize(handle))),
            DuckDbTypeId.Map => new DuckDbMapType(Take(LogicalTypes.MapKey(handle)), Take(LogicalTypes.MapValue(handle))),
            DuckDbTypeId.Struct => new DuckDbStructType(StructFields(handle)),
            DuckDbTypeId.Union => new DuckDbUnionType(UnionMembers(handle)),
            _ => new DuckDbPlainType(id),
        };
    }

    private static string[] EnumValues(LogicalTypeHandle handle)
    {
        var values = new string[LogicalTypes.EnumSize(handle)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Memory.TakeText(LogicalTypes.EnumValue(handle, (ulong)i)) ?? "";
        }

        return values;
    }

    private static DuckDbField[] StructFields(LogicalTypeHandle handle)
    {
        var fields = new DuckDbField[LogicalTypes.StructCount(handle)];
        for (var i = 0; i < fields.Length; i++)
        {
            var name = Memory.TakeText(LogicalTypes.StructName(handle, (ulong)i)) ?? "";
            fields[i] = new DuckDbField(name, Take(LogicalTypes.StructChild(handle, (ulong)i)));
        }

        return fields;
    }

    private static DuckDbField[] UnionMembers(LogicalTypeHandle handle)
    {
        var members = new DuckDbField[LogicalTypes.UnionCount(handle)];
        for (var i = 0; i < members.Length; i++)
        {
            var name = Memory.TakeText(LogicalTypes.UnionName(handle, (ulong)i)) ?? "";
            members[i] = new DuckDbField(name, Take(LogicalTypes.UnionMember(handle, (ulong)i)));
        }

        return members;
    }
}
