using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Identity;

namespace Keyward.Identity
{
    /// <summary>
    /// For ASP.NET Core Identity: `services.AddSingleton(Policy.Open()); builder.AddPasswordValidator&lt;KeywardPasswordValidator&lt;User&gt;&gt;()`.
    /// The code of an error is the rule.
    /// </summary>
    public class KeywardPasswordValidator<TUser> : IPasswordValidator<TUser> where TUser : class
    {
        readonly Policy policy;

        public KeywardPasswordValidator(Policy policy) { this.policy = policy ?? throw new ArgumentNullException(nameof(policy)); }

        /// <summary>What is known of a user; override it to give more.</summary>
        protected virtual async Task<Context> ContextOf(UserManager<TUser> manager, TUser user)
        {
            var context = new Context { Username = await manager.GetUserNameAsync(user) ?? "" };
            if (manager.SupportsUserEmail) context.Email = await manager.GetEmailAsync(user) ?? "";
            return context;
        }

        public async Task<IdentityResult> ValidateAsync(UserManager<TUser> manager, TUser user, string password)
        {
            using (var report = policy.Check(password ?? "", await ContextOf(manager, user)))
            {
                if (report.Accepted) return IdentityResult.Success;
                var refusals = report.Findings().Where(finding => finding.IsViolation);
                return IdentityResult.Failed(refusals.Select(finding => new IdentityError { Code = finding.Rule, Description = finding.Message }).ToArray());
            }
        }
    }
}
